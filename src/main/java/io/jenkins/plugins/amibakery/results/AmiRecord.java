package io.jenkins.plugins.amibakery.results;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a build keeps of one AMI. Plain fields, as they are saved in build.xml. */
public final class AmiRecord {
    private final String builder;
    private final String id;
    private String region;
    private String name = "";
    private String sourceAmi = "";
    private int sizeGiB;
    private String status = "pending";
    private final LinkedHashMap<String, String> tags = new LinkedHashMap<>();

    AmiRecord(String builder, String region, String id) {
        this.builder = builder;
        this.region = region;
        this.id = id;
    }

    static AmiRecord of(BakedAmi baked) {
        AmiRecord record =
                new AmiRecord(baked.builder(), baked.region().code(), baked.id().value());
        baked.described().ifPresent(record::described);
        return record;
    }

    private void described(Ami ami) {
        name = ami.name();
        sourceAmi = ami.source().map(Object::toString).orElse("");
        sizeGiB = ami.sizeGiB();
        status = ami.state().word();
        tags.putAll(ami.tags());
    }

    public String getBuilder() {
        return builder;
    }

    public String getId() {
        return id;
    }

    public String getRegion() {
        return region;
    }

    void setRegion(String region) {
        this.region = region;
    }

    public String getName() {
        return name;
    }

    public String getSourceAmi() {
        return sourceAmi;
    }

    public int getSizeGiB() {
        return sizeGiB;
    }

    public String getStatus() {
        return status;
    }

    public Map<String, String> getTags() {
        return tags;
    }
}
