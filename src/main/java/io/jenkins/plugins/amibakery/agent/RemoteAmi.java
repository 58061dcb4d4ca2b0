package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A {@link BakedAmi} on its way.
 *
 * @param builder the packer build
 * @param id the image
 * @param region its region's code
 * @param described what the cloud says of it; null when it was not asked
 */
public record RemoteAmi(String builder, String id, String region, Description described) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemoteAmi {
        Limits.text("the build of an AMI", builder, Limits.BUILD_NAME);
        Limits.text("the id of an AMI", id, Limits.AMI_NAME);
        Limits.text("the region of an AMI", region, Limits.AMI_NAME);
    }

    /** What the cloud says of an image, as plain values; {@code createdMillis} is -1 when it does not say. */
    public record Description(
            String name,
            String ownerId,
            String state,
            String stateReason,
            long createdMillis,
            String architecture,
            boolean imdsV2Required,
            ArrayList<String> snapshots,
            ArrayList<Integer> snapshotSizes,
            HashMap<String, String> tags)
            implements Serializable {
        /** @throws IllegalArgumentException when it has more than EC2 has of an image */
        public Description {
            Limits.text("the name of an AMI", name, Limits.AMI_NAME);
            Limits.text("the owner of an AMI", ownerId, Limits.TAG_VALUE);
            Limits.text("the state of an AMI", state, Limits.TAG_VALUE);
            Limits.text("the state of an AMI", stateReason, Limits.TEXT);
            Limits.text("the architecture of an AMI", architecture, Limits.TAG_VALUE);
            Limits.texts("the snapshots of an AMI", snapshots, MOST_PARTS, Limits.AMI_NAME);
            Limits.number("the sizes of an AMI", snapshotSizes.size(), snapshots.size());
            Limits.texts("the tags of an AMI", tags, MOST_PARTS, Limits.TAG_VALUE);
        }
    }

    private static final int MOST_PARTS = 200;

    static RemoteAmi of(BakedAmi ami) {
        return new RemoteAmi(
                ami.builder(),
                ami.id().value(),
                ami.region().code(),
                ami.described().map(RemoteAmi::description).orElse(null));
    }

    static ArrayList<RemoteAmi> of(Iterable<BakedAmi> amis) {
        ArrayList<RemoteAmi> all = new ArrayList<>();
        amis.forEach(ami -> all.add(of(ami)));
        return all;
    }

    private static Description description(Ami ami) {
        return new Description(
                ami.name(),
                ami.ownerId(),
                ami.state().word(),
                ami.stateReason(),
                ami.created().map(Instant::toEpochMilli).orElse(-1L),
                ami.architecture(),
                ami.imdsV2Required(),
                ami.snapshots().stream().map(Snapshot::id).collect(Collectors.toCollection(ArrayList::new)),
                ami.snapshots().stream().map(Snapshot::sizeGiB).collect(Collectors.toCollection(ArrayList::new)),
                new HashMap<>(ami.tags()));
    }

    /** @throws IllegalArgumentException when an id or a region of it is none */
    public BakedAmi baked() {
        AmiId ami = new AmiId(id);
        Region where = new Region(region);
        BakedAmi named = BakedAmi.named(builder, where, ami);
        return described == null ? named : named.describedAs(ami(ami, where));
    }

    private Ami ami(AmiId ami, Region where) {
        ArrayList<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < described.snapshots().size(); i++) {
            snapshots.add(new Snapshot(
                    described.snapshots().get(i), described.snapshotSizes().get(i)));
        }
        Optional<Instant> created = described.createdMillis() < 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(described.createdMillis()));
        return new Ami(
                ami,
                where,
                described.name(),
                described.ownerId(),
                AmiState.of(described.state()),
                described.stateReason(),
                created,
                described.architecture(),
                described.imdsV2Required(),
                snapshots,
                described.tags());
    }
}
