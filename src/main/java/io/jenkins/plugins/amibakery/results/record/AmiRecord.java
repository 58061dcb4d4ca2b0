package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** What a build keeps of one AMI. Saved in build.xml: plain fields, never changed once made. */
public final class AmiRecord extends Persisted {
    private String builder;
    private String id;
    private String region;
    private String name;
    private String sourceAmi;
    private String architecture;
    private String owner;
    private boolean imdsV2Required;
    private int sizeGiB;

    /** When EC2 registered it, in milliseconds since 1970; 0 when it is not known. */
    private long created;

    private String state;
    private String stateReason;
    private ArrayList<SnapshotRecord> snapshots = new ArrayList<>();
    private ArrayList<TagRecord> tags = new ArrayList<>();

    private AmiRecord(String builder, String region, String id, AmiState state) {
        this.builder = builder;
        this.region = region;
        this.id = id;
        this.state = state.word();
        readResolve();
    }

    /** An AMI that packer has named and is still making. */
    public static AmiRecord appeared(String builder, String region, String id) {
        return new AmiRecord(builder, region, id, AmiState.PENDING);
    }

    /** An AMI at the end of its bake. */
    static AmiRecord of(BakedAmi baked) {
        AmiRecord record =
                new AmiRecord(baked.builder(), baked.region().code(), baked.id().value(), AmiState.UNKNOWN);
        baked.described().ifPresent(record::describe);
        return record;
    }

    private void describe(Ami ami) {
        name = ami.name();
        sourceAmi = ami.source().map(Object::toString).orElse("");
        architecture = ami.architecture();
        owner = ami.ownerId();
        imdsV2Required = ami.imdsV2Required();
        sizeGiB = ami.sizeGiB();
        created = ami.created().map(Instant::toEpochMilli).orElse(0L);
        state = ami.state().word();
        stateReason = ami.stateReason();
        ami.snapshots().forEach(snapshot -> snapshots.add(SnapshotRecord.of(snapshot)));
        new TreeMap<>(ami.tags()).forEach((key, value) -> tags.add(new TagRecord(key, value)));
        readResolve();
    }

    /** The same AMI in a region that was not known before. */
    AmiRecord in(String otherRegion) {
        return new AmiRecord(builder, otherRegion, id, AmiState.of(state));
    }

    /** The same AMI when its bake ended without anybody having asked the cloud. */
    AmiRecord unchecked() {
        return new AmiRecord(builder, region, id, AmiState.UNKNOWN);
    }

    public String builder() {
        return builder;
    }

    public String id() {
        return id;
    }

    /** Empty when packer has not said yet. */
    public String region() {
        return region;
    }

    /** Empty when the cloud was not asked. */
    public String name() {
        return name;
    }

    /** The base AMI; empty when it is not known. */
    public String sourceAmi() {
        return sourceAmi;
    }

    public String architecture() {
        return architecture;
    }

    /** The account that owns it; empty when it is not known. */
    public String owner() {
        return owner;
    }

    /** Whether its instances demand IMDSv2; false when that is not known. */
    public boolean imdsV2Required() {
        return imdsV2Required;
    }

    /** The value of a tag; empty when it has none. */
    public String tag(String key) {
        return tags.stream()
                .filter(tag -> tag.getKey().equals(key))
                .map(TagRecord::getValue)
                .findFirst()
                .orElse("");
    }

    /** 0 when it is not known. */
    public int sizeGiB() {
        return sizeGiB;
    }

    public long created() {
        return created;
    }

    /** EC2's word, such as {@code available}; {@code unknown} when the cloud was not asked at the bake's end. */
    public String state() {
        return state;
    }

    /** Why it failed, in EC2's words; empty otherwise. */
    public String stateReason() {
        return stateReason;
    }

    public List<SnapshotRecord> snapshots() {
        return Collections.unmodifiableList(snapshots);
    }

    /** In the order of their keys. */
    public List<TagRecord> tags() {
        return Collections.unmodifiableList(tags);
    }
}
