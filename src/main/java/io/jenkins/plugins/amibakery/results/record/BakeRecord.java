package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of one bake. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BakeRecord extends TaskRecord {
    private String template;
    private String recipe;
    private String packerVersion;
    private ArrayList<String> packerPlugins = new ArrayList<>();
    private String templateDigest;
    private BakeOrigin origin;
    private ArrayList<AmiRecord> amis = new ArrayList<>();
    private ArrayList<PhaseRecord> phases = new ArrayList<>();
    private ArrayList<LeftoverRecord> leftovers = new ArrayList<>();

    /** A bake that begins now. */
    public BakeRecord(String bakeId, String template) {
        this(bakeId, template, System.currentTimeMillis());
    }

    public BakeRecord(String bakeId, String template, long began) {
        super(bakeId, began);
        this.template = template;
        readResolve();
    }

    @Exported
    public String getBakeId() {
        return getId();
    }

    /** The template as the user named it. */
    @Exported
    public String getTemplate() {
        return template;
    }

    /** The name of its recipe; empty when it is not known. */
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

    /** SHA-256 of the template; empty until it has been read. */
    @Exported
    public String getTemplateDigest() {
        return templateDigest;
    }

    public void setTemplateDigest(String templateDigest) {
        this.templateDigest = Storable.storable(templateDigest);
    }

    /** Why and from what it came; changed only on a copy. */
    @Exported(inline = true)
    public BakeOrigin getOrigin() {
        return origin;
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
        ended(why.stream().map(FailureRecord::of).toList(), cancelled);
    }

    /** The same by its report. */
    public void ended(BakeReport report) {
        setPhases(report.phases());
        setNotes(report.notes());
        ended(report.amis(), report.failures(), report.leftovers(), report.outcome() == BakeOutcome.CANCELLED);
    }

    /** The bake ended without anybody having asked the cloud. */
    public void failed(String message, boolean cancelled) {
        amis.replaceAll(AmiRecord::unchecked);
        ended(List.of(FailureRecord.of(message)), cancelled);
    }

    @Override
    protected Object readResolve() {
        origin = origin == null ? new BakeOrigin() : origin.copy();
        return super.readResolve();
    }
}
