/** The nouns of a bakery as records that check themselves when made; they know no program and no vendor. */
package io.jenkins.plugins.amibakery.engine.model;
