package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.Persisted;
import io.jenkins.plugins.amibakery.results.record.PhaseRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a job keeps of one bake, longer than its build. Saved in a file of its own.
 *
 * <p>It is changed only inside {@link BakeHistory#update}, on a copy.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BakeEntry extends Persisted {
    private String bakeId;
    private String recipe;
    private String template;
    private int build;
    private long began;
    private long ended;
    private String outcome;
    private String failure;
    private String startedBy;
    private String commit;
    private String endpoint;
    private String packerVersion;
    private BakeOrigin origin;
    private ArrayList<AmiSighting> amis;
    private ArrayList<PhaseRecord> phases;

    /** How many packages the image has; 0 when they are not known. */
    private int packageCount;

    /** Null when the packages of this bake or of the one before are not known. */
    private PackageChange packageChange;

    /** New packages on their way into the file of details; null when there are none. */
    private transient Map<String, String> packages;

    private BakeEntry() {}

    private BakeEntry(BakeEntry other) {
        bakeId = other.bakeId;
        recipe = other.recipe;
        template = other.template;
        build = other.build;
        began = other.began;
        ended = other.ended;
        outcome = other.outcome;
        failure = other.failure;
        startedBy = other.startedBy;
        commit = other.commit;
        endpoint = other.endpoint;
        packerVersion = other.packerVersion;
        origin = other.origin == null ? null : other.origin.copy();
        amis = other.amis;
        phases = other.phases;
        packageCount = other.packageCount;
        packageChange = other.packageChange;
        packages = other.packages;
        readResolve();
    }

    /** What is worth keeping of a bake of a build. */
    public static BakeEntry of(BakeRecord bake, Run<?, ?> run) {
        return of(bake, run.getNumber());
    }

    static BakeEntry of(BakeRecord bake, int build) {
        BakeEntry entry = new BakeEntry();
        entry.bakeId = bake.getBakeId();
        entry.recipe = bake.getRecipe().isEmpty() ? bake.getTemplate() : bake.getRecipe();
        entry.template = bake.getTemplate();
        entry.build = build;
        entry.began = bake.getBegan();
        entry.ended = bake.getEnded();
        entry.outcome = bake.getOutcome();
        entry.failure = bake.failureLines().stream().findFirst().orElse("");
        entry.startedBy = bake.getStartedBy();
        entry.commit = bake.getCommit();
        entry.endpoint = bake.getEndpoint();
        entry.packerVersion = bake.getPackerVersion();
        entry.origin = bake.getOrigin().copy();
        entry.readResolve();
        bake.amis().forEach(ami -> entry.amis.add(seen(ami, entry.ended)));
        entry.phases.addAll(bake.getPhases());
        if (entry.origin.getBases().isEmpty()) {
            entry.origin.setBases(bases(bake.amis()));
        }
        return entry;
    }

    private static AmiSighting seen(AmiRecord ami, long when) {
        return new AmiSighting(ami.region(), ami.id(), ami.name(), ami.state(), when);
    }

    /** What the AMIs themselves say of their bases. */
    private static List<BaseRecord> bases(List<AmiRecord> amis) {
        return amis.stream()
                .map(AmiRecord::sourceAmi)
                .filter(source -> !source.isEmpty())
                .distinct()
                .map(source -> new BaseRecord("", "", source, "", 0))
                .toList();
    }

    BakeEntry copy() {
        return new BakeEntry(this);
    }

    @Exported
    public String getBakeId() {
        return bakeId;
    }

    /** The template's name when the bake ended before its recipe was known. */
    @Exported
    public String getRecipe() {
        return recipe;
    }

    @Exported
    public String getTemplate() {
        return template;
    }

    /** Number of the build it was of; that build may be gone. */
    @Exported
    public int getBuild() {
        return build;
    }

    /** When it began, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "began")
    public String getBeganText() {
        return Storable.instant(began);
    }

    /** When it began, in milliseconds since 1970. */
    public long getBegan() {
        return began;
    }

    /** When it ended, such as {@code 2026-11-22T16:22:33Z}; empty when it did not say. */
    @Exported(name = "ended")
    public String getEndedText() {
        return Storable.instant(ended);
    }

    /** When it ended, in milliseconds since 1970; 0 when it did not say. */
    public long getEnded() {
        return ended;
    }

    /** How long it took, in milliseconds; -1 when it did not say when it ended. */
    @Exported
    public long getDurationMillis() {
        return ended == 0 ? -1 : ended - began;
    }

    /** {@code success}, {@code failure} or {@code cancelled}. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** The first line of why it is no success; empty when it is one. */
    @Exported
    public String getFailure() {
        return failure;
    }

    /** Who or what started the build, in Jenkins' words. */
    @Exported
    public String getStartedBy() {
        return startedBy;
    }

    @Exported
    public String getCommit() {
        return commit;
    }

    /** The address of a test cloud in which it baked; empty for AWS. */
    @Exported
    public String getEndpoint() {
        return endpoint;
    }

    @Exported
    public String getPackerVersion() {
        return packerVersion;
    }

    /** Why and from what it came. Changed only inside {@link BakeHistory#update}. */
    @Exported(inline = true)
    public BakeOrigin getOrigin() {
        return origin;
    }

    @Exported(inline = true)
    public List<AmiSighting> getAmis() {
        return Collections.unmodifiableList(amis);
    }

    /**
     * An AMI was looked at; does nothing when it is not one of this bake.
     *
     * @param state EC2's word, {@code deregistered} when it is gone
     * @param when in milliseconds since 1970
     */
    public void seen(String region, String amiId, String state, long when) {
        amis.replaceAll(ami -> ami.getId().equals(amiId) && ami.getRegion().equals(region)
                ? new AmiSighting(region, amiId, ami.getName(), state, when)
                : ami);
    }

    @Exported(inline = true)
    public List<PhaseRecord> getPhases() {
        return Collections.unmodifiableList(phases);
    }

    /** How many packages the image has; 0 when they are not known. */
    @Exported
    public int getPackageCount() {
        return packageCount;
    }

    /** Null when the packages of this bake or of the one before are not known. */
    @Exported(inline = true)
    public PackageChange getPackageChange() {
        return packageChange;
    }

    /** The image's packages, name to version; kept by {@link BakeHistory}, where {@link BakeHistory#packages} reads them. */
    public void setPackages(Map<String, String> versions) {
        packages = new TreeMap<>(versions);
    }

    /** New packages; null when there are none. */
    Map<String, String> newPackages() {
        return packages;
    }

    /** The long lists are in their own file now. */
    void detailsKept(int count, PackageChange change) {
        packages = null;
        packageCount = count;
        packageChange = change;
        origin.forgetKeyParts();
    }

    @Override
    protected Object readResolve() {
        origin = origin == null ? new BakeOrigin() : origin;
        return super.readResolve();
    }
}
