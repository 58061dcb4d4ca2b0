/** The step that finds AMIs. */
package io.jenkins.plugins.amibakery.steps.images;
