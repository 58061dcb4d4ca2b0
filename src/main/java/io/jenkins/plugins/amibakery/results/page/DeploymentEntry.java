package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A deployment as its job's page and remote API show it. Its build is loaded only if it may still run. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class DeploymentEntry {
    private final DeploymentRecord record;
    private final DeploymentView view;
    private final int build;
    private final String url;

    /** @param buildDeleted whether its build is deleted, so that it has no page */
    DeploymentEntry(DeploymentFacts facts, Job<?, ?> job, boolean buildDeleted) {
        record = facts.record();
        build = facts.build();
        url = buildDeleted ? "" : job.getUrl() + build + "/deployments/";
        view = new DeploymentView(record, 0, isBuilding(job), null);
    }

    private boolean isBuilding(Job<?, ?> job) {
        if (!record.isRunning()) {
            return false;
        }
        Run<?, ?> run = job.getBuildByNumber(build);
        return run != null && run.isBuilding();
    }

    /** What it has in common with how its build shows it. */
    public DeploymentView getView() {
        return view;
    }

    /** The build's number. */
    @Exported
    public int getBuild() {
        return build;
    }

    /** Its build's page of deployments, from Jenkins' own address on; empty when the build is deleted. */
    @Exported
    public String getUrl() {
        return url;
    }

    /** What is kept of it beyond its build: without stacks, notes and the text of its plan. */
    @Exported(inline = true)
    public DeploymentRecord getDeployment() {
        return record;
    }
}
