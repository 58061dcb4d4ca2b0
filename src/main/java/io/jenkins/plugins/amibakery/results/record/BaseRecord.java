package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A base image in one region, as a bake found it. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BaseRecord {
    private final String region;
    private final String query;
    private final String amiId;
    private final String name;
    private final long created;

    public BaseRecord(String region, String query, String amiId, String name, long created) {
        this.region = Storable.storable(region);
        this.query = Storable.storable(query);
        this.amiId = Storable.storable(amiId);
        this.name = Storable.storable(name);
        this.created = created;
    }

    /** Empty when it is not known. */
    @Exported
    public String getRegion() {
        return region;
    }

    /** The filters and owners it was found by, in canonical form; empty when the template names the AMI itself. */
    @Exported
    public String getQuery() {
        return query;
    }

    @Exported
    public String getAmiId() {
        return amiId;
    }

    @Exported
    public String getName() {
        return name;
    }

    /** When EC2 registered it, in milliseconds since 1970; 0 when it is not known. */
    @Exported
    public long getCreated() {
        return created;
    }

    /** What an older version saved may lack what it did not know yet. */
    private Object readResolve() {
        return new BaseRecord(region, query, amiId, name, created);
    }
}
