package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An AMI of a list of bakes or recipes, as a page shows it. */
@Restricted(NoExternalUse.class)
public final class AmiSightingView {
    private final AmiSighting ami;
    private final String endpoint;
    private final Job<?, ?> job;

    /**
     * @param endpoint of a test cloud; empty for AWS
     * @param job the one whose bake made or reused it
     */
    AmiSightingView(AmiSighting ami, String endpoint, Job<?, ?> job) {
        this.ami = ami;
        this.endpoint = endpoint;
        this.job = job;
    }

    public String getId() {
        return ami.getId();
    }

    public String getRegion() {
        return ami.getRegion();
    }

    public String getName() {
        return ami.getName();
    }

    public StatusView getStatus() {
        return StatusView.ofAmi(ami.getState(), false);
    }

    /** Null when nobody ever looked. */
    public Date getSeen() {
        return Storable.date(ami.getSeen());
    }

    /** Its id with its pages. */
    public AmiLink getLink() {
        return AmiLink.to(ami.getId(), ami.getRegion(), endpoint).at(AmiPage.address(job, ami.getId()));
    }
}
