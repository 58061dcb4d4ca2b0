package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.cloud.ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.List;

/**
 * Which AMIs can be tested.
 *
 * @param account of whom; empty when nobody knows
 */
record Testable(Region region, String account) {
    /** @throws IllegalArgumentException with one line when it cannot be tested */
    Ami ami(ImageCatalog images, AmiId id) {
        Ami ami = images.describe(region, List.of(id)).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                id + " is not in " + region
                                        + ", or this account does not see it; give an AMI of this account and region that was not deregistered."));
        if (!ami.ownerId().isEmpty() && !account.isEmpty() && !ami.ownerId().equals(account)) {
            throw new IllegalArgumentException(
                    id + " belongs to account " + ami.ownerId() + "; give an AMI of this account, " + account + ".");
        }
        if (ami.state() != AmiState.AVAILABLE) {
            throw new IllegalArgumentException(
                    id + " is " + ami.state().word() + "; only an available AMI can be tested.");
        }
        if (ami.tags().containsKey(Tags.REVOKED)) {
            throw new IllegalArgumentException(id + " is revoked; it must not be used any more.");
        }
        return ami;
    }
}
