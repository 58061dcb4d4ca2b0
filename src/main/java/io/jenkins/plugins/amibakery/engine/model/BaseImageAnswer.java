package io.jenkins.plugins.amibakery.engine.model;

import java.util.Optional;

/**
 * What the cloud has for a {@link BaseImageQuery}.
 *
 * @param image the base AMI as it would be taken now; empty when there is none to take
 * @param problem why there is none, what was asked included; empty otherwise
 */
public record BaseImageAnswer(Optional<Ami> image, String problem) {
    public static BaseImageAnswer of(Ami image) {
        return new BaseImageAnswer(Optional.of(image), "");
    }

    public static BaseImageAnswer none(String problem) {
        return new BaseImageAnswer(Optional.empty(), problem);
    }

    /**
     * The base AMI.
     *
     * @throws BakeFailedException {@link FailureCause#NO_SOURCE_AMI} with the problem
     */
    public Ami orFail() {
        return image.orElseThrow(() -> new BakeFailedException(FailureCause.NO_SOURCE_AMI, problem));
    }
}
