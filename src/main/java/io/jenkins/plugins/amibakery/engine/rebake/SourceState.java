package io.jenkins.plugins.amibakery.engine.rebake;

/**
 * Whether template and inputs in source control are those of the last build.
 *
 * @param changed whether they are others now
 * @param said what was asked and answered, in one line
 */
public record SourceState(boolean changed, String said) {}
