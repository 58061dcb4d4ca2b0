package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The deployments of a build as a page shows them: one moment of them, however they go on. */
@Restricted(NoExternalUse.class)
public final class DeploymentsView {
    /** A pipeline through dev, qa and prod plans and deploys each; more would hide the rest of the page. */
    private static final int MOST_IN_SUMMARY = 6;

    /** More than that have pages of their own only. */
    private static final int MOST_IN_FULL = 3;

    private final List<DeploymentView> deployments = new ArrayList<>();

    /**
     * @param building whether the build still runs
     * @param run the build
     */
    DeploymentsView(List<DeploymentRecord> records, boolean building, Run<?, ?> run) {
        records.forEach(record -> deployments.add(new DeploymentView(record, deployments.size() + 1, building, run)));
    }

    public List<DeploymentView> getDeployments() {
        return deployments;
    }

    /** Those for which there is room on the build's page. */
    public List<DeploymentView> getFirst() {
        return deployments.subList(0, Math.min(deployments.size(), MOST_IN_SUMMARY));
    }

    /** How many more there are than {@link #getFirst}, in words; null when there are none. */
    public String getMore() {
        int more = deployments.size() - MOST_IN_SUMMARY;
        return more > 0 ? Messages.Amis_more(Integer.toString(more)) : null;
    }

    /** Those that one page can show whole; none when there are too many. */
    public List<DeploymentView> getInFull() {
        return deployments.size() <= MOST_IN_FULL ? deployments : List.of();
    }

    /** What somebody is asked and has not answered; null when there is nothing such. */
    public ApprovalView getWaiting() {
        return deployments.stream()
                .map(DeploymentView::getApproval)
                .filter(approval -> approval != null && approval.isWaiting())
                .findFirst()
                .orElse(null);
    }

    /** What somebody was asked last about an environment; null when nobody was. */
    ApprovalView approval(String environment) {
        return deployments.stream()
                .filter(deployment -> deployment.getRecord().getEnvironment().equals(environment))
                .map(DeploymentView::getApproval)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** A deployment by its place from 1, or by its id; null when the build has none such. */
    DeploymentView find(String placeOrId) {
        return deployments.stream()
                .filter(deployment -> Integer.toString(deployment.getPosition()).equals(placeOrId)
                        || deployment.getRecord().getId().equals(placeOrId))
                .findFirst()
                .orElse(null);
    }
}
