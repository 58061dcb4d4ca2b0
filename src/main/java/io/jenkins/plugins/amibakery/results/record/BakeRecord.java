package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build keeps of one bake. Saved in build.xml.
 *
 * <p>A bake changes its record only inside {@link BakedAmisAction#update}, on a copy; what is in the action stays as it is.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BakeRecord {
    private String bakeId;
    private String template;
    private String recipe;
    private String packerVersion;
    private ArrayList<String> packerPlugins;
    private String bakeryVersion;
    private String templateDigest;
    private String commit;
    private String startedBy;
    private String endpoint;
    private String status;
    private BakeOrigin origin;

    /** When it began, in milliseconds since 1970. */
    private long began;

    /** When it ended, in milliseconds since 1970; 0 while it runs. */
    private long ended;

    private ArrayList<String> failures;
    private ArrayList<AmiRecord> amis;
    private ArrayList<PhaseRecord> phases;
    private ArrayList<LeftoverRecord> leftovers;

    /** A bake that begins now. */
    public BakeRecord(String bakeId, String template) {
        this(bakeId, template, System.currentTimeMillis());
    }

    public BakeRecord(String bakeId, String template, long began) {
        this.bakeId = bakeId;
        this.template = template;
        this.began = began;
        bakeryVersion = BakeRecord.class.getPackage().getImplementationVersion();
        status = Status.RUNNING;
        readResolve();
    }

    private BakeRecord(BakeRecord other) {
        bakeId = other.bakeId;
        template = other.template;
        recipe = other.recipe;
        packerVersion = other.packerVersion;
        packerPlugins = other.packerPlugins;
        bakeryVersion = other.bakeryVersion;
        templateDigest = other.templateDigest;
        commit = other.commit;
        startedBy = other.startedBy;
        endpoint = other.endpoint;
        status = other.status;
        origin = other.origin == null ? null : other.origin.copy();
        began = other.began;
        ended = other.ended;
        failures = other.failures;
        amis = other.amis;
        phases = other.phases;
        leftovers = other.leftovers;
        readResolve();
    }

    BakeRecord copy() {
        return new BakeRecord(this);
    }

    @Exported
    public String getBakeId() {
        return bakeId;
    }

    /** The template as the user named it. */
    @Exported
    public String getTemplate() {
        return template;
    }

    /** Empty until the template has been read. */
    @Exported
    public String getRecipe() {
        return recipe;
    }

    public void setRecipe(String recipe) {
        this.recipe = Storable.storable(recipe);
    }

    /** Such as {@code 1.6.6}; empty until packer has been asked. */
    @Exported
    public String getPackerVersion() {
        return packerVersion;
    }

    public void setPackerVersion(String packerVersion) {
        this.packerVersion = Storable.storable(packerVersion);
    }

    /** Packer's plugins with their versions, such as {@code amazon 1.3.9}; {@code amazon built in} when it comes with packer; empty when none is known. */
    @Exported
    public List<String> getPackerPlugins() {
        return Collections.unmodifiableList(packerPlugins);
    }

    public void setPackerPlugins(Collection<String> plugins) {
        packerPlugins = Storable.storable(plugins);
    }

    /** The version of AMI Bakery that baked; empty when its jar does not say. */
    @Exported
    public String getBakeryVersion() {
        return bakeryVersion;
    }

    /** SHA-256 of the template; empty until it has been read. */
    @Exported
    public String getTemplateDigest() {
        return templateDigest;
    }

    public void setTemplateDigest(String templateDigest) {
        this.templateDigest = Storable.storable(templateDigest);
    }

    /** Empty when the build does not know. */
    @Exported
    public String getCommit() {
        return commit;
    }

    public void setCommit(String commit) {
        this.commit = Storable.storable(commit);
    }

    /** Who or what started the build, in Jenkins' words. */
    @Exported
    public String getStartedBy() {
        return startedBy;
    }

    public void setStartedBy(String startedBy) {
        this.startedBy = Storable.storable(startedBy);
    }

    /** The address of a test cloud in which it baked; empty for AWS. */
    @Exported
    public String getEndpoint() {
        return endpoint;
    }

    /** @param endpoint null or empty for AWS */
    public void setEndpoint(String endpoint) {
        this.endpoint = Storable.storable(endpoint);
    }

    /** {@code RUNNING}, {@code SUCCESS}, {@code FAILURE} or {@code CANCELLED}. */
    @Exported
    public String getStatus() {
        return status;
    }

    /** Why and from what it came; changed only inside {@link BakedAmisAction#update}. */
    @Exported(inline = true)
    public BakeOrigin getOrigin() {
        return origin;
    }

    /** When it began, in milliseconds since 1970. */
    @Exported
    public long getBegan() {
        return began;
    }

    /** How long it took, in milliseconds; -1 while it runs. */
    @Exported
    public long getDurationMillis() {
        return ended == 0 ? -1 : ended - began;
    }

    /** Why it is no success, a line each. */
    @Exported
    public List<String> getFailures() {
        return Collections.unmodifiableList(failures);
    }

    @Exported(inline = true)
    public List<PhaseRecord> getPhases() {
        return Collections.unmodifiableList(phases);
    }

    public void setPhases(List<PhaseTime> times) {
        phases.clear();
        times.forEach(time -> phases.add(PhaseRecord.of(time)));
    }

    @Exported(inline = true)
    public List<LeftoverRecord> getLeftovers() {
        return Collections.unmodifiableList(leftovers);
    }

    public List<AmiRecord> amis() {
        return Collections.unmodifiableList(amis);
    }

    /**
     * Packer names an image, for the first time or, now with its region, again.
     *
     * @param region empty when packer has not said yet
     */
    public void appeared(String builder, String region, String id) {
        for (int i = 0; i < amis.size(); i++) {
            AmiRecord known = amis.get(i);
            if (known.id().equals(id)) {
                amis.set(i, Storable.orEmpty(region).isEmpty() ? known : known.in(region));
                return;
            }
        }
        amis.add(AmiRecord.appeared(builder, region, id));
    }

    /** The bake ended, and the cloud was asked. */
    public void ended(List<BakedAmi> baked, List<Failure> why, List<Leftover> left, boolean cancelled) {
        amis.clear();
        baked.forEach(ami -> amis.add(AmiRecord.of(ami)));
        leftovers.clear();
        left.forEach(leftover -> leftovers.add(LeftoverRecord.of(leftover)));
        end(why.stream().map(Failure::lineInJenkins).toList(), cancelled);
    }

    /** The bake ended without anybody having asked the cloud. */
    public void failed(String message, boolean cancelled) {
        amis.replaceAll(AmiRecord::unchecked);
        end(List.of(message), cancelled);
    }

    private void end(List<String> why, boolean cancelled) {
        failures = Storable.storable(why);
        ended = System.currentTimeMillis();
        status = Status.ended(failures, cancelled);
    }

    /** What an older version saved may lack what it did not know yet; a copy gets lists of its own. */
    private Object readResolve() {
        bakeId = Storable.storable(bakeId);
        template = Storable.storable(template);
        recipe = Storable.storable(recipe);
        packerVersion = Storable.storable(packerVersion);
        packerPlugins = Storable.storable(packerPlugins);
        bakeryVersion = Storable.storable(bakeryVersion);
        templateDigest = Storable.storable(templateDigest);
        commit = Storable.storable(commit);
        startedBy = Storable.storable(startedBy);
        endpoint = Storable.storable(endpoint);
        status = Storable.storable(status);
        origin = origin == null ? new BakeOrigin() : origin;
        failures = Storable.storable(failures);
        amis = Storable.withoutNulls(amis);
        phases = Storable.withoutNulls(phases);
        leftovers = Storable.withoutNulls(leftovers);
        return this;
    }
}
