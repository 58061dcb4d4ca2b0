package io.jenkins.plugins.amibakery.results;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The AMIs a build baked: one action per build, shared by its parallel bakes, saved in build.xml and shown at {@code amis/} under
 * the build. Safe for several threads.
 */
@ExportedBean
public final class BakedAmisAction implements RunAction2, StaplerProxy {
    private BakeRecords records = new BakeRecords();

    /** Null only before the action is part of a build. */
    private transient Run<?, ?> run;

    private BakedAmisAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static BakedAmisAction of(Run<?, ?> run) {
        synchronized (run) {
            BakedAmisAction action = run.getAction(BakedAmisAction.class);
            if (action == null) {
                action = new BakedAmisAction();
                run.addAction(action);
            }
            return action;
        }
    }

    /** A bake begins; one of the same id that is there already stays. Later changes of the record are not seen. */
    @Restricted(NoExternalUse.class)
    public void begin(BakeRecord bake) throws IOException {
        if (records.begin(bake)) {
            run.save();
        }
    }

    /** Changes what is known of a bake, and saves it; does nothing when there is no such bake. */
    @Restricted(NoExternalUse.class)
    public void update(String bakeId, Consumer<BakeRecord> change) throws IOException {
        if (records.update(bakeId, change)) {
            run.save();
        }
    }

    /** What is known of a bake now, whoever asks. */
    Optional<BakeRecord> find(String bakeId) {
        return records.all().stream()
                .filter(bake -> bake.getBakeId().equals(bakeId))
                .findFirst();
    }

    /** Whoever may not see the build does not see its AMIs. Jenkins does not ask this for the build's own remote API. */
    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    /** The AMIs at {@code amis/ID/}; null when the build made none of that id. */
    public AmiView getDynamic(String id) {
        return getView().find(id);
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The AMIs of all bakes of the build; none for whoever may not see the build. */
    @Exported(inline = true)
    public List<AmiView> getAmis() {
        return getView().getAmis();
    }

    /** The bakes in the order they began; none for whoever may not see the build. */
    @Exported(inline = true)
    public List<BakeRecord> getBakes() {
        return run.hasPermission(Item.READ) ? records.all() : List.of();
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public AmisView getView() {
        return new AmisView(getBakes(), run.isBuilding(), run);
    }

    /** The build, as Jenkins' frame for pages of builds wants it. */
    @Restricted(NoExternalUse.class)
    public Run<?, ?> getObject() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
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
        return "amis";
    }

    private Object readResolve() {
        if (records == null) {
            records = new BakeRecords();
        }
        return this;
    }
}
