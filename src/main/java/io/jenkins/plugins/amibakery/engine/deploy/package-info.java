/** The use case "deploy" from request to report: plans what Runway runs, and concludes the result. */
package io.jenkins.plugins.amibakery.engine.deploy;
