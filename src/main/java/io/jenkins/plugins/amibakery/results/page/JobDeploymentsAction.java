package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A job's page of deployments, at {@code deployments/} under the job: what is in each environment, and how that came about. Not saved. */
@Restricted(NoExternalUse.class)
public final class JobDeploymentsAction implements Action {
    static final String URL = "deployments";

    private final Job<?, ?> job;

    JobDeploymentsAction(Job<?, ?> job) {
        this.job = job;
    }

    /** A page of the history at {@code deployments/page/NUMBER/}, from 1; null when there is no such page. */
    public DeploymentsPage getPage(int number) {
        return DeploymentsPage.of(job, number);
    }

    public DeploymentsPage getFirstPage() {
        return getPage(1);
    }

    /** What the job's last build asks and nobody has answered; null when there is nothing such. */
    public ApprovalView getWaiting() {
        Run<?, ?> last = job.getLastBuild();
        DeploymentsAction deployments =
                last == null || !last.isBuilding() ? null : last.getAction(DeploymentsAction.class);
        return deployments == null ? null : deployments.getView().getWaiting();
    }

    public Api getApi() {
        return getFirstPage().getApi();
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
        return URL;
    }
}
