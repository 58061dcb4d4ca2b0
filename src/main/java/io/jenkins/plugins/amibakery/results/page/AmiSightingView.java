package io.jenkins.plugins.amibakery.results.page;

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

    /** @param endpoint of a test cloud; empty for AWS */
    AmiSightingView(AmiSighting ami, String endpoint) {
        this.ami = ami;
        this.endpoint = endpoint;
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

    /** Its page in the EC2 console; null when there is none. */
    public String getConsoleUrl() {
        return endpoint.isEmpty() ? ConsoleLink.to(ami.getRegion(), ami.getId()) : null;
    }
}
