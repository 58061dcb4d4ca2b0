package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.PhaseRecord;
import io.jenkins.plugins.amibakery.results.record.TaskRecord;
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
public final class BakeEntry extends TaskRecord {
    private String recipe;
    private String template;
    private int build;
    private String packerVersion;
    private BakeOrigin origin;
    private ArrayList<AmiSighting> amis = new ArrayList<>();
    private ArrayList<PhaseRecord> phases = new ArrayList<>();

    /** How many packages the image has; 0 when they are not known. */
    private int packageCount;

    /** Null when the packages of this bake or of the one before are not known. */
    private PackageChange packageChange;

    /** Of its largest AMI, in GiB; 0 when it is not known. */
    private int sizeGiB;

    /** From its launch until an instance of it was seen to be healthy, in the last test; 0 when that is not known. */
    private long bootMillis;

    /** Null when nobody looked since. */
    private PackageLook packageLook;

    /** New packages on their way into the file of details; null when there are none. */
    private transient Map<String, String> packages;

    /** All of its AMIs on their way into the file of details; null when there are none. */
    private transient List<AmiRecord> newAmis;

    private BakeEntry(BakeRecord bake, int build) {
        super(bake);
        this.build = build;
        recipe = bake.getRecipe().isEmpty() ? bake.getTemplate() : bake.getRecipe();
        template = bake.getTemplate();
        packerVersion = bake.getPackerVersion();
        origin = bake.getOrigin();
        phases = new ArrayList<>(bake.getPhases());
        readResolve();
        bake.amis().forEach(ami -> amis.add(seen(ami, bake.getEnded())));
        newAmis = bake.amis();
        sizeGiB = bake.amis().stream().mapToInt(AmiRecord::sizeGiB).max().orElse(0);
        if (origin.getBases().isEmpty()) {
            origin.setBases(bases(bake.amis()));
        }
    }

    /** What is worth keeping of a bake of a build. */
    public static BakeEntry of(BakeRecord bake, Run<?, ?> run) {
        return of(bake, run.getNumber());
    }

    static BakeEntry of(BakeRecord bake, int build) {
        return new BakeEntry(bake, build);
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
                .map(source -> new BaseRecord("", "", source))
                .toList();
    }

    @Override
    public BakeEntry copy() {
        return (BakeEntry) super.copy();
    }

    @Exported
    public String getBakeId() {
        return getId();
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

    /** The first line of why it is no success; empty when it is one. */
    public String getFailure() {
        return failureLines().stream().findFirst().orElse("");
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

    /** Of its largest AMI, in GiB; 0 when it is not known. */
    @Exported
    public int getSizeGiB() {
        return sizeGiB;
    }

    /** From its launch until an instance of its AMI was seen to be healthy, in milliseconds, in the last test; 0 when that is not known. */
    @Exported
    public long getBootMillis() {
        return bootMillis;
    }

    /** An AMI of it was tested. Changed only inside {@link BakeHistory#update}. */
    public void booted(long millis) {
        bootMillis = Math.max(0, millis);
    }

    /** Null when the packages of this bake or of the one before are not known. */
    @Exported(inline = true)
    public PackageChange getPackageChange() {
        return packageChange;
    }

    /** What repositories have in newer versions than its AMIs, as far as anybody looked; null when nobody did. */
    @Exported(inline = true)
    public PackageLook getPackageLook() {
        return packageLook == null && origin.isReused() ? origin.getPackageLook() : packageLook;
    }

    /** Repositories were asked about its AMIs. Changed only inside {@link BakeHistory#update}. */
    public void looked(PackageLook look) {
        packageLook = look;
    }

    /** The image's packages, name to version; kept by {@link BakeHistory}, where {@link BakeHistory#details} reads them. */
    public void setPackages(Map<String, String> versions) {
        packages = new TreeMap<>(versions);
    }

    /** New packages; null when there are none. */
    Map<String, String> newPackages() {
        return packages;
    }

    /** All of its AMIs when they are news; otherwise none. */
    List<AmiRecord> newAmis() {
        return newAmis == null ? List.of() : newAmis;
    }

    /** The long lists are in their own file now. */
    void detailsKept(int count, PackageChange change) {
        packages = null;
        newAmis = null;
        packageCount = count;
        packageChange = change;
        origin.forgetKeyParts();
    }

    @Override
    protected Object readResolve() {
        origin = origin == null ? new BakeOrigin() : origin.copy();
        return super.readResolve();
    }
}
