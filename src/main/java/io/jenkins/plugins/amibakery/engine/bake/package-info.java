/** The use case "bake" from request to report: plans what packer runs, and concludes the result. */
package io.jenkins.plugins.amibakery.engine.bake;
