package io.jenkins.plugins.amibakery.engine.rebake;

/**
 * Whether template and inputs in source control are those of the last build.
 *
 * @param changed whether they are others now
 * @param said what was asked and answered, in one line
 */
public record SourceState(boolean changed, String said) {
    /** Something changed, and nobody can tell whether it is of the recipe. */
    public static SourceState unknown(String why) {
        return new SourceState(true, "source changed since the last build (" + why + ")");
    }
}
