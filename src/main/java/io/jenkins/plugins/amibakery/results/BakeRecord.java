package io.jenkins.plugins.amibakery.results;

import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import java.util.ArrayList;
import java.util.List;

/** What a build keeps of one bake. Plain fields, as they are saved in build.xml. */
public final class BakeRecord {
    private final String bakeId;
    private final String template;
    private String recipe = "";
    private String packerVersion = "";
    private String templateDigest = "";
    private String commit = "";
    private String startedBy = "";
    private String status = "RUNNING";
    private final ArrayList<String> failures = new ArrayList<>();
    private final ArrayList<AmiRecord> amis = new ArrayList<>();
    private final ArrayList<String> phases = new ArrayList<>();
    private final ArrayList<String> leftovers = new ArrayList<>();

    public BakeRecord(String bakeId, String template) {
        this.bakeId = bakeId;
        this.template = template;
    }

    public String getBakeId() {
        return bakeId;
    }

    public String getTemplate() {
        return template;
    }

    public String getRecipe() {
        return recipe;
    }

    public void setRecipe(String recipe) {
        this.recipe = recipe;
    }

    public String getPackerVersion() {
        return packerVersion;
    }

    public void setPackerVersion(String packerVersion) {
        this.packerVersion = packerVersion;
    }

    public String getTemplateDigest() {
        return templateDigest;
    }

    public void setTemplateDigest(String templateDigest) {
        this.templateDigest = templateDigest;
    }

    public String getCommit() {
        return commit;
    }

    public void setCommit(String commit) {
        this.commit = commit;
    }

    public String getStartedBy() {
        return startedBy;
    }

    public void setStartedBy(String startedBy) {
        this.startedBy = startedBy;
    }

    public String getStatus() {
        return status;
    }

    public List<String> getFailures() {
        return failures;
    }

    public List<AmiRecord> getAmis() {
        return amis;
    }

    public List<String> getPhases() {
        return phases;
    }

    public List<String> getLeftovers() {
        return leftovers;
    }

    /** Packer names an image, for the first time or, now with its region, again. */
    public void appeared(String builder, String region, String id) {
        for (AmiRecord ami : amis) {
            if (ami.getId().equals(id)) {
                ami.setRegion(region.isEmpty() ? ami.getRegion() : region);
                return;
            }
        }
        amis.add(new AmiRecord(builder, region, id));
    }

    public void setPhases(List<PhaseTime> times) {
        phases.clear();
        times.forEach(time -> phases.add(time.builder() + " " + time.phase().word() + " "
                + time.duration().toMillis()));
    }

    /** The bake ended. */
    public void ended(List<BakedAmi> baked, List<Failure> why, List<Leftover> left, boolean cancelled) {
        amis.clear();
        baked.forEach(ami -> amis.add(AmiRecord.of(ami)));
        failures.clear();
        why.forEach(failure -> failures.add(failure.line()));
        leftovers.clear();
        left.forEach(one -> leftovers.add(one.kind().word() + " " + one.id() + " in " + one.region() + " "
                + (one.removed() ? "removed" : one.note())));
        status = why.isEmpty() ? "SUCCESS" : cancelled ? "CANCELLED" : "FAILURE";
    }

    /** The bake ended without anybody having asked the cloud. */
    public void failed(String message, boolean cancelled) {
        failures.clear();
        failures.add(message);
        status = cancelled ? "CANCELLED" : "FAILURE";
    }
}
