/** The use cases from a terminal, running programs on this machine. */
package io.jenkins.plugins.amibakery.cli;
