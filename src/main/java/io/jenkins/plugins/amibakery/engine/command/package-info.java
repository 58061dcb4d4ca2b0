/** A command as a list of words with its environment and what to mask in it, and its outcome. */
package io.jenkins.plugins.amibakery.engine.command;
