package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.Optional;

/**
 * An image of the account's own at one moment.
 *
 * @param ami the image
 * @param deprecated from when on EC2 calls it deprecated; empty for never
 */
public record OwnImage(Ami ami, Optional<Instant> deprecated) {
    /** EC2's word for its state, or why it should not be used although it is available. */
    public AmiStatus at(Instant now) {
        if (ami.state() != AmiState.AVAILABLE) {
            return new AmiStatus(ami.state().word());
        }
        if (ami.tags().containsKey(Tags.REVOKED)) {
            return AmiStatus.REVOKED;
        }
        boolean over = deprecated.filter(from -> !from.isAfter(now)).isPresent();
        return over ? AmiStatus.DEPRECATED : AmiStatus.AVAILABLE;
    }
}
