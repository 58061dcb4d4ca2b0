package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image of the account's own that may stand for a bake.
 *
 * @param ami the image
 * @param deprecated from when on EC2 calls it deprecated; empty for never
 * @param snapshots state of its snapshots, {@code completed} and other words of EC2's, by id; one that is gone is missing
 */
public record KeyedAmi(Ami ami, Optional<Instant> deprecated, Map<String, String> snapshots) {
    public KeyedAmi {
        snapshots = Map.copyOf(snapshots);
    }

    public String tag(String name) {
        return ami.tags().getOrDefault(name, "");
    }

    /**
     * Why it must not be used at some moment; empty when it may.
     *
     * <p>One owned by somebody else is never among these. Whether an instance profile may launch it is not asked: that is not
     * for the identity that bakes to say.
     */
    public Optional<String> problem(Instant now) {
        if (ami.state() != AmiState.AVAILABLE) {
            String why = ami.stateReason().isEmpty() ? "" : " (" + ami.stateReason() + ")";
            return said("is " + ami.state().word() + why);
        }
        if (ami.tags().containsKey(Tags.REVOKED)) {
            String why = tag(Tags.REVOKED);
            return said("is revoked" + (why.isBlank() ? "" : ": " + why));
        }
        if (deprecated.filter(from -> !from.isAfter(now)).isPresent()) {
            return said("is deprecated since " + deprecated.get());
        }
        if (ami.snapshots().isEmpty()) {
            return said("has no snapshot");
        }
        List<String> broken = ami.snapshots().stream()
                .map(Snapshot::id)
                .filter(id -> !"completed".equals(snapshots.get(id)))
                .toList();
        return broken.isEmpty()
                ? Optional.empty()
                : said("cannot be launched: its snapshot " + broken.get(0) + " is "
                        + snapshots.getOrDefault(broken.get(0), "gone"));
    }

    private Optional<String> said(String what) {
        return Optional.of(ami.id() + " in " + ami.region() + " " + what);
    }
}
