package io.jenkins.plugins.amibakery.results;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build deployed, planned and destroyed: one action per build, shared by all of its deployments, saved in build.xml and shown at
 * {@code deployments/} under the build. Safe for several threads.
 */
@ExportedBean
public final class DeploymentsAction implements RunAction2, StaplerProxy {
    private DeploymentRecords records = new DeploymentRecords();

    /** Null only before the action is part of a build. */
    private transient Run<?, ?> run;

    private DeploymentsAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static DeploymentsAction of(Run<?, ?> run) {
        synchronized (run) {
            DeploymentsAction action = run.getAction(DeploymentsAction.class);
            if (action == null) {
                action = new DeploymentsAction();
                run.addAction(action);
            }
            return action;
        }
    }

    /** A deployment begins; one of the same id that is there already stays. Later changes of the record are not seen. */
    @Restricted(NoExternalUse.class)
    public void begin(DeploymentRecord deployment) throws IOException {
        if (records.begin(deployment)) {
            save();
        }
    }

    /**
     * Changes what is known of a deployment, and saves it; does nothing when there is no such deployment. A success that does not say what it
     * replaced has replaced what this job put there last.
     */
    @Restricted(NoExternalUse.class)
    public void update(String id, Consumer<DeploymentRecord> change) throws IOException {
        if (records.update(id, record -> change(record, change))) {
            save();
        }
    }

    private void change(DeploymentRecord record, Consumer<DeploymentRecord> change) {
        boolean ran = record.getStatus().equals(Status.RUNNING);
        change.accept(record);
        if (ran
                && record.getStatus().equals(Status.SUCCESS)
                && record.getReplacedAmi().isEmpty()) {
            record.setReplacedAmi(standingAmi(record));
        }
    }

    private String standingAmi(DeploymentRecord record) {
        return JobDeployments.index(run.getParent()).ami(record.getEnvironment(), DeploymentFacts.region(record));
    }

    private void save() throws IOException {
        run.save();
        JobDeployments.note(run.getParent(), run.getNumber(), records.all());
    }

    /** Whoever may not see the build does not see its deployments. Jenkins does not ask this for the build's own remote API. */
    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The deployments in the order they began; none for whoever may not see the build. */
    @Exported(inline = true)
    public List<DeploymentRecord> getDeployments() {
        return run.hasPermission(Item.READ) ? records.all() : List.of();
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public DeploymentsView getView() {
        return new DeploymentsView(getDeployments(), run.isBuilding(), run);
    }

    /** A deployment at {@code deployments/PLACE/} or {@code deployments/ID/}; null when the build has none such. */
    @Restricted(NoExternalUse.class)
    public DeploymentView getDynamic(String placeOrId) {
        return getView().find(placeOrId);
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
        JobDeployments.note(run.getParent(), run.getNumber(), records.all());
    }

    @Override
    public String getIconFileName() {
        return "symbol-paper-plane-outline";
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentsAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }

    private Object readResolve() {
        if (records == null) {
            records = new DeploymentRecords();
        }
        return this;
    }
}
