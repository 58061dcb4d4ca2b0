package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A base image in one region, as a bake found it. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class BaseRecord extends Persisted {
    private final String region;
    private final String query;
    private final String amiId;
    private final String name;
    private final long created;
    private final long deprecated;

    /** One of which nothing but its id is known, if that. */
    public BaseRecord(String region, String query, String amiId) {
        this(region, query, amiId, "", 0, 0);
    }

    /**
     * @param created in milliseconds since 1970; 0 when it is not known
     * @param deprecated from when on EC2 calls it deprecated, in milliseconds since 1970; 0 for never or when it is not known
     */
    public BaseRecord(String region, String query, String amiId, String name, long created, long deprecated) {
        this.region = Storable.storable(region);
        this.query = Storable.storable(query);
        this.amiId = Storable.storable(amiId);
        this.name = Storable.storable(name);
        this.created = created;
        this.deprecated = deprecated;
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

    /** When EC2 registered it, such as {@code 2026-11-22T16:22:33Z}; empty when it is not known. */
    @Exported(name = "created")
    public String getCreatedText() {
        return Storable.instant(created);
    }

    /** The same in milliseconds since 1970; 0 when it is not known. */
    public long getCreated() {
        return created;
    }

    /** From when on EC2 calls it deprecated, such as {@code 2028-11-22T16:22:33Z}; empty for never or when it is not known. */
    @Exported(name = "deprecated")
    public String getDeprecatedText() {
        return Storable.instant(deprecated);
    }

    /** The same in milliseconds since 1970; 0 for never or when it is not known. */
    public long getDeprecated() {
        return deprecated;
    }
}
