package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Optional;

/**
 * What the cloud has for a {@link BaseImageQuery}.
 *
 * @param found the base AMI as it would be taken now; null when there is none to take
 * @param problem why there is none, what was asked included; empty otherwise
 */
public record BaseImageAnswer(Ami found, String problem) implements Serializable {
    private static final int LONGEST = 500;

    public BaseImageAnswer {
        problem = Limits.brief(problem, LONGEST);
    }

    /** The base AMI as it would be taken now; empty when there is none to take. */
    public Optional<Ami> image() {
        return Optional.ofNullable(found);
    }

    public static BaseImageAnswer of(Ami image) {
        return new BaseImageAnswer(image, "");
    }

    public static BaseImageAnswer none(String problem) {
        return new BaseImageAnswer(null, problem);
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
