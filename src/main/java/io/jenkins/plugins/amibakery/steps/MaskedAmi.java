package io.jenkins.plugins.amibakery.steps;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import java.util.stream.Collectors;

/** A template may put a secret into a name or a tag; then AWS shows it, but no page of ours. */
final class MaskedAmi {
    private MaskedAmi() {}

    static BakedAmi of(BakedAmi baked, Masker masker) {
        return baked.described()
                .map(ami -> baked.describedAs(new Ami(
                        ami.id(),
                        ami.region(),
                        masker.mask(ami.name()),
                        ami.ownerId(),
                        ami.state(),
                        masker.mask(ami.stateReason()),
                        ami.created(),
                        ami.architecture(),
                        ami.imdsV2Required(),
                        ami.snapshots(),
                        ami.tags().entrySet().stream()
                                .collect(Collectors.toMap(
                                        tag -> masker.mask(tag.getKey()),
                                        tag -> masker.mask(tag.getValue()),
                                        (one, other) -> one)))))
                .orElse(baked);
    }
}
