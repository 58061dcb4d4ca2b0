package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.history.DeploymentIndex;
import io.jenkins.plugins.amibakery.results.history.EnvironmentState;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a job has left in an environment, as its page and remote API show it. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class EnvironmentView {
    private final EnvironmentState state;
    private final DeploymentEntry bringer;
    private final DeploymentEntry finder;
    private final DeploymentEntry latest;

    EnvironmentView(EnvironmentState state, Job<?, ?> job, DeploymentIndex index) {
        this.state = state;
        bringer = entry(state.bringer(), job, index);
        finder = entry(state.finder(), job, index);
        latest = entry(state.latest(), job, index);
    }

    private static DeploymentEntry entry(DeploymentFacts facts, Job<?, ?> job, DeploymentIndex index) {
        return facts == null ? null : new DeploymentEntry(facts, job, index.isOfDeletedBuild(facts));
    }

    @Exported
    public String getEnvironment() {
        return state.environment();
    }

    /** Empty when its deployments were of several regions, or never came so far. */
    @Exported
    public String getRegion() {
        return state.region();
    }

    /** Empty when none is there, as far as is known. */
    @Exported
    public String getAmi() {
        return state.ami();
    }

    /** Since when the AMI is there, such as {@code 2026-11-22T16:22:33Z}; empty when none is. */
    @Exported(name = "since")
    public String getSinceText() {
        return Storable.instant(getSince());
    }

    /** The same in milliseconds since 1970; 0 when none is. */
    public long getSince() {
        return bringer == null ? 0 : bringer.getView().getRecord().getEnded();
    }

    /** Null when no AMI is there. */
    public Date getSinceDate() {
        return Storable.date(getSince());
    }

    /** The deployment that brought the AMI which is there; null when none is. */
    @Exported(inline = true)
    public DeploymentEntry getBringer() {
        return bringer;
    }

    /** The AMI that a plan since found there, which others deployed; empty when none did. */
    @Exported
    public String getFound() {
        return finder == null ? "" : finder.getDeployment().foundAmi();
    }

    /** The same as a link; null for none. */
    public AmiLink getFoundAmi() {
        return finder == null
                ? null
                : AmiLink.to(getFound(), getRegion(), finder.getDeployment().getEndpoint());
    }

    /** That plan; null when there is none. */
    public DeploymentEntry getFinder() {
        return finder;
    }

    /** When it was found; null when it was not. */
    public Date getFoundDate() {
        return finder == null ? null : Storable.date(finder.getDeployment().getEnded());
    }

    /** What was done last, whatever the result. */
    @Exported(inline = true)
    public DeploymentEntry getLatest() {
        return latest;
    }
}
