package io.jenkins.plugins.amibakery.results;

import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An AMI of a list of bakes or recipes, as a page shows it. */
@Restricted(NoExternalUse.class)
public final class SeenAmiView {
    private final SeenAmi ami;
    private final String endpoint;

    /** @param endpoint of a test cloud; empty for AWS */
    SeenAmiView(SeenAmi ami, String endpoint) {
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
        return Texts.date(ami.getSeen());
    }

    /** Its page in the EC2 console; null when there is none. */
    public String getConsoleUrl() {
        return endpoint.isEmpty() ? ConsoleLink.to(ami.getRegion(), ami.getId()) : null;
    }
}
