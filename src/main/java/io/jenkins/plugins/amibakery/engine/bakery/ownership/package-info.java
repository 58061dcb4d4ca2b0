/** Decides from EC2's own facts what is a bake's: nothing is removed or changed that is not proved to be. */
package io.jenkins.plugins.amibakery.engine.bakery.ownership;
