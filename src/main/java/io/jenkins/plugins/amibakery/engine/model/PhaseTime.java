package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long one phase of one packer build took.
 *
 * @param builder the packer build's own name, without packer's type or block prefixes
 * @param phase the phase
 * @param duration from its first line in the log to the next phase's first line
 */
public record PhaseTime(String builder, Phase phase, Duration duration) implements Serializable {
    public PhaseTime {
        Limits.text("the name of a build", builder, Limits.BUILD_NAME);
    }
}
