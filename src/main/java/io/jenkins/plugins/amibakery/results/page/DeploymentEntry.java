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

    @Exported
    public String getId() {
        return record.getId();
    }

    @Exported
    public String getAction() {
        return record.getAction();
    }

    @Exported
    public String getEnvironment() {
        return record.getEnvironment();
    }

    /** Empty when it was of several regions, or never came so far. */
    @Exported
    public String getRegion() {
        return record.getRegion();
    }

    @Exported
    public String getAmi() {
        return record.getAmi();
    }

    @Exported
    public String getReplacedAmi() {
        return record.getReplacedAmi();
    }

    @Exported
    public String getOutcome() {
        return record.getOutcome();
    }

    @Exported
    public String getStartedBy() {
        return record.getStartedBy();
    }

    @Exported
    public String getCommit() {
        return record.getCommit();
    }

    /** Such as {@code 2026-11-22T16:22:33Z}. */
    @Exported
    public String getBegan() {
        return record.getBeganText();
    }

    /** Such as {@code 2026-11-22T16:22:33Z}; empty while it runs. */
    @Exported
    public String getEnded() {
        return record.getEndedText();
    }

    /** -1 while it runs. */
    @Exported
    public long getDurationMillis() {
        return record.getDurationMillis();
    }

    /** Empty unless it is a plan that has been made. */
    @Exported
    public String getPlanDigest() {
        return record.getPlan() == null ? "" : record.getPlan().getDigest();
    }
}
