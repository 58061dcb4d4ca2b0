/** Decides from EC2's own facts what belongs to a bake: nothing is removed or changed that is not proved to. */
package io.jenkins.plugins.amibakery.engine.ownership;
