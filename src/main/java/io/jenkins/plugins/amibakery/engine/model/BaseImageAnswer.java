package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * What the cloud has for a {@link BaseImageQuery}.
 *
 * @param found the base AMI as it would be taken now; null when there is none to take
 * @param deprecated from when on EC2 calls it deprecated; null for never
 * @param problem why there is none, what was asked included; empty otherwise
 */
public record BaseImageAnswer(Ami found, Instant deprecated, String problem) implements Serializable {
    private static final int LONGEST = 500;

    public BaseImageAnswer {
        problem = Limits.brief(problem, LONGEST);
    }

    /** The base AMI as it would be taken now; empty when there is none to take. */
    public Optional<Ami> image() {
        return Optional.ofNullable(found);
    }

    /** From when on EC2 calls it deprecated; empty for never. */
    public Optional<Instant> end() {
        return Optional.ofNullable(deprecated);
    }

    public static BaseImageAnswer of(Ami image) {
        return of(image, Optional.empty());
    }

    /** @param deprecated from when on EC2 calls it deprecated; empty for never */
    public static BaseImageAnswer of(Ami image, Optional<Instant> deprecated) {
        return new BaseImageAnswer(image, deprecated.orElse(null), "");
    }

    public static BaseImageAnswer none(String problem) {
        return new BaseImageAnswer(null, null, problem);
    }

    /**
     * The base AMI.
     *
     * @throws BakeFailedException {@link FailureCause#NO_SOURCE_AMI} with the problem
     */
    public Ami orFail() {
        return image().orElseThrow(() -> new BakeFailedException(FailureCause.NO_SOURCE_AMI, problem));
    }
}
