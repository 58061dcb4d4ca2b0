/** Finding AMIs that were baked before, so that a job or a person can use them. */
package io.jenkins.plugins.amibakery.engine.images;
