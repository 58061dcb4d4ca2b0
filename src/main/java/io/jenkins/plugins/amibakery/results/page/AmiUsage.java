package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.EnvironmentState;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An AMI in an environment, as the deployments of a job tell. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AmiUsage {
    private final Job<?, ?> job;
    private final EnvironmentState state;

    private AmiUsage(Job<?, ?> job, EnvironmentState state) {
        this.job = job;
        this.state = state;
    }

    /** What is in the environments of all jobs that the user who asks may see, job by job; those without an AMI or with one that others deployed are left out. */
    static List<AmiUsage> all() {
        return AmiBake.jobs()
                .flatMap(job -> JobDeployments.index(job).environments().stream()
                        .filter(state -> !state.ami().isEmpty() && state.finder() == null)
                        .map(state -> new AmiUsage(job, state)))
                .sorted(Comparator.comparing(AmiUsage::getJob))
                .toList();
    }

    /** Those of one AMI. */
    static List<AmiUsage> of(String ami, List<AmiUsage> all) {
        return all.stream().filter(usage -> usage.ami().equals(ami)).toList();
    }

    String ami() {
        return state.ami();
    }

    @Exported
    public String getEnvironment() {
        return state.environment();
    }

    /** Empty when its deployments were of several regions. */
    @Exported
    public String getRegion() {
        return state.region();
    }

    /** Full name of the job that deployed it. */
    @Exported
    public String getJob() {
        return job.getFullName();
    }

    public String getJobDisplayName() {
        return job.getFullDisplayName();
    }

    /** The page of that build's deployments, from Jenkins' own address on; the job's when the build is deleted. */
    public String getUrl() {
        boolean deleted = JobDeployments.index(job).isOfDeletedBuild(state.bringer());
        return job.getUrl() + (deleted ? "" : getBuild() + "/") + JobDeploymentsAction.URL + "/";
    }

    /** Number of the build that deployed it. */
    @Exported
    public int getBuild() {
        return state.bringer().build();
    }

    /** Since when it is there, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "since")
    public String getSinceText() {
        return Storable.instant(state.bringer().record().getEnded());
    }

    /** The same; null when it is not known. */
    public Date getSince() {
        return Storable.date(state.bringer().record().getEnded());
    }
}
