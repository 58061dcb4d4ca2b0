package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The AMIs a build baked: one action per build, shared by its parallel bakes, saved in build.xml and shown at {@code amis/} under
 * the build. Safe for several threads.
 */
@ExportedBean
public final class BakedAmisAction extends RecordsAction<BakeRecord> {
    static final String URL = "amis";

    /** Of its bakes that run, by id; null until there is one. */
    private transient Map<String, LiveBake> live;

    private BakedAmisAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static BakedAmisAction of(Run<?, ?> run) {
        return of(run, BakedAmisAction.class, BakedAmisAction::new);
    }

    /**
     * Keeps what is known of a bake in its job's history too, which outlives the build; does nothing when the build has no such bake.
     *
     * @param packages of its images, name to version; empty when they are not known
     */
    @Restricted(NoExternalUse.class)
    public void remember(String bakeId, Map<String, String> packages) throws IOException {
        over(bakeId);
        Optional<BakeRecord> bake = records().find(bakeId);
        if (bake.isPresent()) {
            BakeEntry entry = BakeEntry.of(bake.get(), run());
            if (!packages.isEmpty()) {
                entry.setPackages(packages);
            }
            BakeHistory.of(run().getParent()).add(entry);
            if (!bake.get().getOrigin().getKeyParts().isEmpty()) {
                update(bakeId, record -> record.getOrigin().forgetKeyParts());
            }
        }
    }

    /** What the page shows of a bake as long as it runs; made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public synchronized LiveBake live(String bakeId) {
        if (live == null) {
            live = new HashMap<>();
        }
        return live.computeIfAbsent(bakeId, id -> new LiveBake());
    }

    private synchronized void over(String bakeId) {
        if (live != null) {
            live.remove(bakeId);
        }
    }

    /** What is below the title of the page, for its script to ask again while a bake runs. */
    @Restricted(NoExternalUse.class)
    @GET
    public HttpResponse doProgress() {
        run().checkPermission(Item.READ);
        return HttpResponses.forwardToView(this, "fragment");
    }

    /** The AMIs at {@code amis/ID/}; null when the build made none of that id. */
    public AmiView getDynamic(String id) {
        return getView().find(id);
    }

    /** The AMIs of all bakes of the build; none for anyone who may not see the build. */
    @Exported(inline = true)
    public List<AmiView> getAmis() {
        return getView().getAmis();
    }

    /** The bakes in the order they began; none for anyone who may not see the build. */
    @Exported(inline = true)
    public List<BakeRecord> getBakes() {
        return visible();
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public AmisView getView() {
        return new AmisView(getBakes(), run().isBuilding(), run(), this::live);
    }

    @Override
    public String getIconFileName() {
        return "symbol-cube";
    }

    @Override
    public String getDisplayName() {
        return Messages.BakedAmisAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
