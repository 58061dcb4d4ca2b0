/** The lines by which a template of one's own takes part in more: a manifest of its image, a lock. */
package io.jenkins.plugins.amibakery.engine.adopt;
