package io.jenkins.plugins.amibakery.results.record;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.access.AccessDeniedException;

/** Why and from what a bake came, and whether it baked at all. Saved; a change is made to a copy. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BakeOrigin extends Persisted {
    public static final String BAKED = "baked";
    public static final String REUSED = "reused";

    private String how;
    private String fromBake;
    private String fromJob;
    private int fromBuild;
    private String reason;
    private String keyDigest;
    private ArrayList<KeyPartRecord> keyParts;
    private ArrayList<FloatingRecord> floating;
    private ArrayList<BaseRecord> bases;
    private String node;
    private ArrayList<String> files;

    /** Null when repositories were not asked, or had nothing newer. */
    private PackageLook packageLook;

    public BakeOrigin() {
        readResolve();
    }

    private BakeOrigin(BakeOrigin other) {
        how = other.how;
        fromBake = other.fromBake;
        fromJob = other.fromJob;
        fromBuild = other.fromBuild;
        reason = other.reason;
        keyDigest = other.keyDigest;
        keyParts = other.keyParts;
        floating = other.floating;
        bases = other.bases;
        node = other.node;
        files = other.files;
        packageLook = other.packageLook;
        readResolve();
    }

    public BakeOrigin copy() {
        return new BakeOrigin(this);
    }

    /** {@code baked} or {@code reused}. */
    @Exported
    public String getHow() {
        return how;
    }

    @Exported
    public boolean isReused() {
        return REUSED.equals(how);
    }

    /** The bake whose AMIs were reused; empty when it was baked anew, or when the user who asks may not see its job, of which it has the name. */
    @Exported
    public String getFromBake() {
        return isVisible(fromJob) ? fromBake : "";
    }

    /** Full name of the job whose AMIs were reused; empty when it was baked anew, or when the user who asks may not see that job. */
    @Exported
    public String getFromJob() {
        return isVisible(fromJob) ? fromJob : "";
    }

    private static boolean isVisible(String job) {
        Jenkins jenkins = job.isEmpty() ? null : Jenkins.getInstanceOrNull();
        try {
            return jenkins != null && jenkins.getItemByFullName(job, Job.class) != null;
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    /** Number of the build whose AMIs were reused; 0 when it was baked anew, or that is not known, or the user who asks may not see its job. */
    @Exported
    public int getFromBuild() {
        return isVisible(fromJob) ? fromBuild : 0;
    }

    /**
     * Its AMIs are those of an earlier bake.
     *
     * @param job full name of that bake's job; null or empty when it is not known
     * @param build number of that bake's build; 0 when it is not known
     */
    public void reused(String bakeId, String job, int build) {
        how = REUSED;
        fromBake = Storable.storable(bakeId);
        fromJob = Storable.storable(job);
        fromBuild = build;
    }

    /** Why it baked or reused, in one line; empty when that was not asked. */
    @Exported
    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = Storable.storable(reason);
    }

    /** SHA-256 of all that decides the image; empty when it was not computed. */
    @Exported
    public String getKeyDigest() {
        return keyDigest;
    }

    /** The key by which its AMIs may be reused. */
    public void setKey(BakeKey key) {
        keyDigest = key.digest();
        keyParts = key.parts().stream().map(KeyPartRecord::of).collect(Collectors.toCollection(ArrayList::new));
        floating = key.floating().stream().map(FloatingRecord::of).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The key's parts; once the bake is in its job's history they are there, and no longer here. */
    @Exported(inline = true)
    public List<KeyPartRecord> getKeyParts() {
        return Collections.unmodifiableList(keyParts);
    }

    public void forgetKeyParts() {
        keyParts = new ArrayList<>();
    }

    /** What nothing pins down; with any of it the key finds no AMI to reuse. */
    @Exported(inline = true)
    public List<FloatingRecord> getFloating() {
        return Collections.unmodifiableList(floating);
    }

    @Exported(inline = true)
    public List<BaseRecord> getBases() {
        return Collections.unmodifiableList(bases);
    }

    public void setBases(Collection<BaseRecord> found) {
        bases = new ArrayList<>(found);
    }

    /** Name of the node it ran on; empty for the controller and when it is not known. */
    @Exported
    public String getNode() {
        return node;
    }

    public void setNode(String node) {
        this.node = Storable.storable(node);
    }

    /** What the bake was given of files: its template, var files and patterns of further files. */
    @Exported
    public List<String> getFiles() {
        return Collections.unmodifiableList(files);
    }

    public void setFiles(List<String> files) {
        this.files = Storable.storable(files);
    }

    /** What repositories had in newer versions than the AMIs that were found for reuse; null when they were not asked, or had nothing newer. */
    @Exported(inline = true)
    public PackageLook getPackageLook() {
        return packageLook;
    }

    public void setPackageLook(PackageLook look) {
        packageLook = look;
    }

    @Override
    protected Object readResolve() {
        how = Storable.orEmpty(how).isEmpty() ? BAKED : how;
        return super.readResolve();
    }
}
