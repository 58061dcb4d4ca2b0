package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build deployed, planned and destroyed: one action per build, shared by all of its deployments, saved in build.xml and shown at
 * {@code deployments/} under the build. Safe for several threads.
 */
@ExportedBean
public final class DeploymentsAction extends RecordsAction<DeploymentRecord> {
    private DeploymentsAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static DeploymentsAction of(Run<?, ?> run) {
        return of(run, DeploymentsAction.class, DeploymentsAction::new);
    }

    /**
     * Changes what is known of a deployment, and saves it; does nothing when there is no such deployment. A success that does not say what it
     * replaced has replaced what this job put there last.
     */
    @Override
    @Restricted(NoExternalUse.class)
    public void update(String id, Consumer<DeploymentRecord> change) throws IOException {
        super.update(id, record -> change(record, change));
    }

    private void change(DeploymentRecord record, Consumer<DeploymentRecord> change) {
        boolean ran = record.isRunning();
        change.accept(record);
        if (ran && record.getOutcome().equals(Status.SUCCESS) && !record.knowsReplacedAmi()) {
            record.setReplacedAmi(standingAmi(record));
        }
    }

    private String standingAmi(DeploymentRecord record) {
        return JobDeployments.index(run().getParent()).ami(record.getEnvironment(), DeploymentFacts.region(record));
    }

    @Override
    void save() throws IOException {
        super.save();
        note();
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        super.onLoad(loaded);
        note();
    }

    private void note() {
        JobDeployments.note(run().getParent(), run().getNumber(), records().all());
    }

    /** The deployments in the order they began; none for anyone who may not see the build. */
    @Exported(inline = true)
    public List<DeploymentRecord> getDeployments() {
        return visible();
    }

    /** The last deployment or plan of an environment; empty when there was none. */
    @Restricted(NoExternalUse.class)
    public Optional<DeploymentRecord> newest(String environment) {
        return records().all().stream()
                .filter(record -> record.getEnvironment().equals(environment))
                .reduce((earlier, later) -> later);
    }

    /** The last plan of an environment; empty when there was none. */
    @Restricted(NoExternalUse.class)
    public Optional<DeploymentRecord> plan(String environment) {
        return records().all().stream()
                .filter(record -> record.isPlan() && record.getEnvironment().equals(environment))
                .reduce((earlier, later) -> later);
    }

    /** A deployment or plan by its id; empty when the build has none such. */
    @Restricted(NoExternalUse.class)
    public Optional<DeploymentRecord> find(String id) {
        return records().find(id);
    }

    /** The place of a deployment among all of the build, from 1: part of its page's address. */
    @Restricted(NoExternalUse.class)
    public int position(DeploymentRecord record) {
        return records().all().indexOf(record) + 1;
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public DeploymentsView getView() {
        return new DeploymentsView(getDeployments(), run().isBuilding(), run());
    }

    /** A deployment at {@code deployments/PLACE/} or {@code deployments/ID/}; null when the build has none such. */
    @Restricted(NoExternalUse.class)
    public DeploymentView getDynamic(String placeOrId) {
        return getView().find(placeOrId);
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
}
