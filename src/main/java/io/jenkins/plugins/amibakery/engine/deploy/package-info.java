/** The use case "deploy" from request to report: plans what Runway runs, and concludes what came of it. */
package io.jenkins.plugins.amibakery.engine.deploy;
