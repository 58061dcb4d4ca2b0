/**
 * Asks a real Jenkins whether it has every class, method, field, tag and symbol the plugin refers to. The plugin is compiled
 * against declarations of its own; a wrong one would show as an error in a user's build, and shows here first.
 */
package io.jenkins.plugins.amibakery.it.linkage;
