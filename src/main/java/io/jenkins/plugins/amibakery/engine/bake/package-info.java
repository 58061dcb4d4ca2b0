/** The use case "bake" from request to report: plans what packer runs, and concludes what came of it. */
package io.jenkins.plugins.amibakery.engine.bake;
