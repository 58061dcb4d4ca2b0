package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.SnapshotRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import io.jenkins.plugins.amibakery.results.record.TagRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * An AMI of a build as a page and the remote API show it: a row of the list. Its own address leads to its page below the job, which outlives the
 * build.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AmiView implements StaplerProxy {
    private final AmiRecord ami;
    private final BakeView bake;
    private final Run<?, ?> run;

    /** @param run the build that baked it */
    AmiView(AmiRecord ami, BakeView bake, Run<?, ?> run) {
        this.ami = ami;
        this.bake = bake;
        this.run = run;
    }

    /** Anyone who may not see the build does not see its AMIs. */
    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** To its page below the job, or to the list as long as it has none. */
    @GET
    public HttpResponse doIndex() {
        run.checkPermission(Item.READ);
        String page = getLink().getPage();
        return HttpResponses.redirectViaContextPath(page == null ? run.getUrl() + BakedAmisAction.URL + "/" : page);
    }

    /** Its id with its pages; that of this Jenkins is there once its bake has ended. */
    public AmiLink getLink() {
        boolean over = !bake.getRecord().isRunning();
        return AmiLink.to(ami.id(), ami.region(), bake.getRecord().getEndpoint())
                .at(over ? AmiPage.address(run.getParent(), ami.id()) : null);
    }

    public BakeView getBake() {
        return bake;
    }

    @Exported
    public String getId() {
        return ami.id();
    }

    @Exported
    public String getRegion() {
        return ami.region();
    }

    @Exported
    public String getName() {
        return ami.name();
    }

    /** The packer build's own name. */
    @Exported
    public String getBuilder() {
        return ami.builder();
    }

    @Exported
    public String getSourceAmi() {
        return ami.sourceAmi();
    }

    /** Its base AMI; null when that is not known. */
    public AmiLink getBase() {
        return AmiLink.to(ami.sourceAmi(), ami.region(), bake.getRecord().getEndpoint());
    }

    @Exported
    public String getArchitecture() {
        return ami.architecture();
    }

    @Exported
    public String getOwner() {
        return ami.owner();
    }

    @Exported
    public boolean isImdsV2Required() {
        return ami.imdsV2Required();
    }

    /** By its tag, as are version and commit; empty without one. */
    @Exported
    public String getRecipe() {
        return ami.tag(Tags.RECIPE);
    }

    @Exported
    public String getVersion() {
        return either(Tags.VERSION, Tags.TEMPLATES_VERSION);
    }

    @Exported
    public String getCommit() {
        return either(Tags.COMMIT, Tags.TEMPLATES_COMMIT);
    }

    private String either(String tag, String other) {
        return ami.tag(tag).isEmpty() ? ami.tag(other) : ami.tag(tag);
    }

    /** 0 when it is not known. */
    @Exported
    public int getSizeGiB() {
        return ami.sizeGiB();
    }

    public String getSizeText() {
        return Storable.size(ami.sizeGiB());
    }

    /** EC2's word when the bake ended; {@code pending} before, {@code unknown} when nobody asked. */
    @Exported
    public String getState() {
        return ami.state();
    }

    /** Why it failed, in EC2's words; empty otherwise. */
    @Exported
    public String getStateReason() {
        return ami.stateReason();
    }

    public StatusView getStatusView() {
        return StatusView.ofAmi(ami.state(), bake.isRunning());
    }

    /** When EC2 registered it, such as {@code 2026-11-22T16:22:33Z}; empty when it is not known. */
    @Exported
    public String getCreated() {
        return Storable.instant(ami.created());
    }

    @Exported(inline = true)
    public List<SnapshotRecord> getSnapshots() {
        return ami.snapshots();
    }

    @Exported(inline = true)
    public List<TagRecord> getTags() {
        return ami.tags();
    }

    /** Which bake made it, by its tag; this one where it has no such tag. */
    @Exported
    public String getBakeId() {
        String made = ami.tag(Tags.BAKE_ID);
        return made.isEmpty() ? bake.getRecord().getBakeId() : made;
    }

    /** How long all phases of its packer build took together, in milliseconds; -1 when it is not known. */
    @Exported
    public long getDurationMillis() {
        return getPhaseTable().totalMillis();
    }

    public String getDuration() {
        return Storable.time(getDurationMillis());
    }

    public PhaseTable getPhaseTable() {
        return PhaseTable.of(bake.getRecord(), ami.builder());
    }

    /** Its page in the EC2 console; null when there is none, as for an AMI of a test cloud. */
    @Exported
    public String getConsoleUrl() {
        return bake.getRecord().getEndpoint().isEmpty() ? ConsoleLink.to(ami.region(), ami.id()) : null;
    }
}
