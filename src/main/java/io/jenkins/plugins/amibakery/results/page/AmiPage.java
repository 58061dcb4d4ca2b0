package io.jenkins.plugins.amibakery.results.page;

import hudson.Util;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.PackageLook;
import io.jenkins.plugins.amibakery.results.record.PackageRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * An AMI of a job's history, on a page of its own at {@code amis/ami/ID/} under the job: what it is, what differs from the AMI before and from
 * what is deployed, and where it is used. Needs no build.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AmiPage extends HistoryPage {
    private final BakeEntry bake;
    private final AmiSighting seen;
    private final AmiRecord record;
    private final long now;
    private List<AmiUsage> everywhere;

    private AmiPage(Job<?, ?> job, BakeEntry bake, AmiSighting seen) {
        super(job, bake);
        this.bake = bake;
        this.seen = seen;
        record = BakeHistory.of(job)
                .details(bake.getBakeId())
                .ami(seen.getId())
                .orElseGet(() -> AmiRecord.appeared("", seen.getRegion(), seen.getId()));
        now = System.currentTimeMillis();
    }

    /** Null when the job's history has no such AMI. */
    static AmiPage of(Job<?, ?> job, String id) {
        return AmiBake.of(id, job)
                .map(AmiBake::bake)
                .flatMap(bake -> bake.getAmis().stream()
                        .filter(ami -> ami.getId().equals(id))
                        .findFirst()
                        .map(ami -> new AmiPage(job, bake, ami)))
                .orElse(null);
    }

    /** From Jenkins' own address on. */
    static String address(Job<?, ?> job, String id) {
        return job.getUrl() + JobAmisAction.URL + "/" + JobAmisAction.AMI + "/" + id + "/";
    }

    @Override
    public String getDisplayName() {
        return seen.getId();
    }

    /** What was last seen of it. */
    @Exported(inline = true)
    public AmiSighting getAmi() {
        return seen;
    }

    /** All that its bake knew of it; mostly empty when its cloud was not asked. */
    public AmiRecord getRecord() {
        return record;
    }

    public AmiSightingView getView() {
        return new AmiSightingView(seen, bake.getEndpoint(), getObject());
    }

    @Exported
    public String getBakeId() {
        return bake.getBakeId();
    }

    @Exported
    public String getRecipe() {
        return bake.getRecipe();
    }

    /** Number of the build of its bake; that build may be gone. */
    @Exported
    public int getBuild() {
        return bake.getBuild();
    }

    /** The AMIs of the same bake elsewhere. */
    public List<AmiSightingView> getOthers() {
        return getRow().getAmis().stream()
                .filter(ami -> !ami.getId().equals(seen.getId()))
                .toList();
    }

    /** The base AMI it was made of; null when it is not known. */
    public BaseView getBase() {
        String id = record.sourceAmi();
        List<BaseRecord> bases = bake.getOrigin().getBases();
        return bases.stream()
                .filter(base ->
                        id.isEmpty() ? bases.size() == 1 : base.getAmiId().equals(id))
                .findFirst()
                .or(() -> id.isEmpty() ? Optional.empty() : Optional.of(new BaseRecord(seen.getRegion(), "", id)))
                .map(base -> new BaseView(base, bake.getEndpoint(), now))
                .orElse(null);
    }

    /** How long ago it was created, or baked where that is not known; empty when neither is. */
    public String getAge() {
        long since = record.created() == 0 ? bake.getBegan() : record.created();
        return since == 0 ? "" : Util.getTimeSpanString(Math.max(0, now - since));
    }

    public String getSizeText() {
        return Storable.size(record.sizeGiB());
    }

    /** Whether nobody can use it any more. */
    public boolean isGone() {
        return AmiState.of(seen.getState()) == AmiState.DEREGISTERED;
    }

    /** Where it is deployed, by environment; of the jobs that the user who asks may see. */
    @Exported(name = "environments", inline = true)
    public List<AmiUsage> getUsages() {
        return AmiUsage.of(seen.getId(), everywhere());
    }

    /** The recipes whose current AMIs were baked on it, of the jobs that the user who asks may see. */
    public List<RecipeView> getDescendants() {
        return RecipesView.on(seen.getId());
    }

    /** Of all AMIs, asked for once: the page shows them, and compares with them. */
    private List<AmiUsage> everywhere() {
        if (everywhere == null) {
            everywhere = AmiUsage.all();
        }
        return everywhere;
    }

    /** What differs from the AMI before, and from what is deployed in its place. */
    public List<DifferenceView> getDifferences() {
        return new AmiComparisons(new AmiBake(getObject(), bake), seen).all(everywhere());
    }

    /** What repositories have in newer versions than it; null when nobody looked. */
    @Exported(inline = true)
    public PackageLook getPackageLook() {
        return AmiBake.packageLook(seen.getId(), getObject()).orElse(null);
    }

    public NewerPackagesView getNewer() {
        return NewerPackagesView.ofAmis(getPackageLook(), bake.getOrigin());
    }

    /** How long each phase of its packer build took; without rows when that is not known. */
    public PhaseTable getPhaseTable() {
        return getRow().getPhaseTable().only(record.builder());
    }

    /** The image's packages by name; empty when they are not known. */
    public List<PackageRecord> getPackages() {
        return BakeReportPage.packages(BakeHistory.of(getObject()), bake.getBakeId());
    }

    /** What is attested of it: signed statements that others can verify. */
    @Exported(inline = true)
    public List<AttestationView> getAttestations() {
        return AttestationView.of(seen.getId());
    }

    /** Downloads one of them, by its name. */
    @GET
    public HttpResponse doAttestation(@QueryParameter String name) {
        getTarget();
        return getAttestations().stream()
                .filter(one -> one.getName().equals(name))
                .<HttpResponse>map(one -> HttpResponses.text(one.json()))
                .findFirst()
                .orElseGet(HttpResponses::notFound);
    }

    /** Downloads packer's own provenance that one of them names, by the name of that statement. */
    @GET
    public HttpResponse doPackerProvenance(@QueryParameter String name) {
        getTarget();
        return getAttestations().stream()
                .filter(one -> one.getName().equals(name))
                .flatMap(one -> one.packerProvenance().stream())
                .<HttpResponse>map(HttpResponses::text)
                .findFirst()
                .orElseGet(HttpResponses::notFound);
    }
}
