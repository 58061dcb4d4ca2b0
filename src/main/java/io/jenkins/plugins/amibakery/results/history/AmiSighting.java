package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.Persisted;
import io.jenkins.plugins.amibakery.results.record.Storable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An AMI of a bake and the state in which it was last seen. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AmiSighting extends Persisted {
    private final String region;
    private final String id;
    private final String name;
    private final String state;
    private final long seen;

    public AmiSighting(String region, String id, String name, String state, long seen) {
        this.region = Storable.storable(region);
        this.id = Storable.storable(id);
        this.name = Storable.storable(name);
        this.state = Storable.storable(state);
        this.seen = seen;
    }

    @Exported
    public String getRegion() {
        return region;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** Empty when the cloud was not asked. */
    @Exported
    public String getName() {
        return name;
    }

    /** EC2's word, such as {@code available}; {@code unknown} when the cloud was not asked. */
    @Exported
    public String getState() {
        return state;
    }

    /** When it was last seen in that state, such as {@code 2026-11-22T16:22:33Z}; empty for never. */
    @Exported(name = "seen")
    public String getSeenText() {
        return Storable.instant(seen);
    }

    /** The same in milliseconds since 1970; 0 for never. */
    public long getSeen() {
        return seen;
    }
}
