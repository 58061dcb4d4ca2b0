package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** An AMI that a page names: its id to copy, and its pages in this Jenkins and in the EC2 console. */
@Restricted(NoExternalUse.class)
public final class AmiLink {
    private final String id;
    private final String region;
    private final String endpoint;
    private final String page;

    private AmiLink(String id, String region, String endpoint, String page) {
        this.id = id;
        this.region = region;
        this.endpoint = endpoint;
        this.page = page;
    }

    /**
     * An AMI of whatever job: its page is looked for only when somebody follows the link.
     *
     * @param id may be anything
     * @param region may be anything
     * @param endpoint the address of a test cloud; empty for AWS
     * @return null when there is no id
     */
    static AmiLink to(String id, String region, String endpoint) {
        String page = AmiId.isAmiId(id) ? AmiLookup.page(id) : null;
        return id.isEmpty() ? null : new AmiLink(id, region, endpoint, page);
    }

    /**
     * The same with the page it is known to have, or none.
     *
     * @param address from Jenkins' own address on; null for none
     */
    AmiLink at(String address) {
        return new AmiLink(id, region, endpoint, address);
    }

    /** Its page in this Jenkins, from Jenkins' own address on; null when there is none. */
    public String getPage() {
        return page;
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
