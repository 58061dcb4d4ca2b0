package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An image as the cloud described it at one moment.
 *
 * @param id its id
 * @param region the region it lies in; a copy in another region is another image
 * @param name its name, unique per owner and region; never null
 * @param ownerId the account that owns it, twelve digits; empty when the cloud does not say
 * @param state where it is on its way to being launchable
 * @param stateReason why it failed, in the cloud's words; empty otherwise
 * @param registered when that was; null when the cloud does not say
 * @param architecture such as {@code x86_64} or {@code arm64}; empty when the cloud does not say
 * @param imdsV2Required whether instances launched from it must use token-only instance metadata
 * @param snapshots the snapshots that back it, in device order
 * @param tags its tags
 */
public record Ami(
        AmiId id,
        Region region,
        String name,
        String ownerId,
        AmiState state,
        String stateReason,
        Instant registered,
        String architecture,
        boolean imdsV2Required,
        List<Snapshot> snapshots,
        Map<String, String> tags)
        implements Serializable {
    /** EC2 lets an image have no more snapshots. */
    private static final int MOST_SNAPSHOTS = 100;

    /** EC2 gives fifty to users, and has some of its own. */
    private static final int MOST_TAGS = 200;

    /** @throws IllegalArgumentException when it cannot be an image: EC2 has no longer names and no more tags */
    public Ami {
        Limits.text("the name of an AMI", name, Limits.AMI_NAME);
        name = Limits.brief(name, Limits.AMI_NAME);
        Limits.text("the owner of an AMI", ownerId, Limits.TAG_VALUE);
        Limits.text("the state of an AMI", stateReason, Limits.TEXT);
        Limits.text("the architecture of an AMI", architecture, Limits.TAG_VALUE);
        Limits.things("the snapshots of an AMI", snapshots, Snapshot.class, MOST_SNAPSHOTS);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(state, "state");
        Limits.texts("the tags of an AMI", tags, MOST_TAGS, Limits.TAG_VALUE);
        snapshots = List.copyOf(snapshots);
        tags = Map.copyOf(tags);
    }

    /** @param created when it was registered; empty when the cloud does not say */
    public Ami(
            AmiId id,
            Region region,
            String name,
            String ownerId,
            AmiState state,
            String stateReason,
            Optional<Instant> created,
            String architecture,
            boolean imdsV2Required,
            List<Snapshot> snapshots,
            Map<String, String> tags) {
        this(
                id,
                region,
                name,
                ownerId,
                state,
                stateReason,
                created.orElse(null),
                architecture,
                imdsV2Required,
                snapshots,
                tags);
    }

    /** When it was registered; empty when the cloud does not say. */
    public Optional<Instant> created() {
        return Optional.ofNullable(registered);
    }

    /** The same with just these tags. */
    public Ami withTags(Map<String, String> others) {
        return new Ami(
                id,
                region,
                name,
                ownerId,
                state,
                stateReason,
                registered,
                architecture,
                imdsV2Required,
                snapshots,
                others);
    }

    /** The same with further tags. */
    public Ami tagged(Map<String, String> further) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(further);
        return withTags(all);
    }

    /** The same, demanding IMDSv2. */
    public Ami withImdsV2() {
        return new Ami(id, region, name, ownerId, state, stateReason, registered, architecture, true, snapshots, tags);
    }

    /** The same in other words: name, state and tags. */
    public Ami reworded(UnaryOperator<String> words) {
        return new Ami(
                id,
                region,
                words.apply(name),
                ownerId,
                state,
                words.apply(stateReason),
                registered,
                architecture,
                imdsV2Required,
                snapshots,
                tags.entrySet().stream()
                        .collect(Collectors.toMap(
                                tag -> words.apply(tag.getKey()),
                                tag -> words.apply(tag.getValue()),
                                (one, other) -> one)));
    }

    /** All of it in maps, lists, texts and truth values, for a script or a program; may be changed. */
    public LinkedHashMap<String, Object> tree() {
        return AmiTree.of(id, region, tags.getOrDefault(Tags.BUILDER, ""), this);
    }

    /** The size of all its snapshots together, in GiB. */
    public int sizeGiB() {
        return snapshots.stream().mapToInt(Snapshot::sizeGiB).sum();
    }

    /** The base AMI its lineage tag names; empty when it carries none or a malformed one. */
    public Optional<AmiId> source() {
        return Optional.ofNullable(tags.get(Tags.SOURCE_AMI))
                .filter(AmiId::isAmiId)
                .map(AmiId::new);
    }
}
