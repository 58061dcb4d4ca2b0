package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A package in an image, as the image's manifest lists it. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PackageRecord extends Persisted {
    private final String name;
    private final String version;

    public PackageRecord(String name, String version) {
        this.name = Storable.storable(name);
        this.version = Storable.storable(version);
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getVersion() {
        return version;
    }
}
