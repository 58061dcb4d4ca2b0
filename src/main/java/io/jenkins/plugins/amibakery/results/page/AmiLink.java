package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An AMI that a page names: its id to copy, and its page in the EC2 console. */
@Restricted(NoExternalUse.class)
public final class AmiLink {
    private final String id;
    private final String region;
    private final String endpoint;

    private AmiLink(String id, String region, String endpoint) {
        this.id = id;
        this.region = region;
        this.endpoint = endpoint;
    }

    /**
     * @param id may be anything
     * @param region may be anything
     * @param endpoint the address of a test cloud; empty for AWS
     * @return null when there is no id
     */
    static AmiLink to(String id, String region, String endpoint) {
        return id.isEmpty() ? null : new AmiLink(id, region, endpoint);
    }

    public String getId() {
        return id;
    }

    /** Whether it has the form of an AMI's id. */
    public boolean isUsual() {
        return AmiId.isAmiId(id);
    }

    /** Null when there is none, as for an AMI of a test cloud. */
    public String getConsoleUrl() {
        return endpoint.isEmpty() ? ConsoleLink.to(region, id) : null;
    }
}
