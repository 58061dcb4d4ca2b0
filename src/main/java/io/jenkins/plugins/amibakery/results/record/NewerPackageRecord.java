package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A package of an image of which its repositories have a newer version. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class NewerPackageRecord extends Persisted {
    private final String name;
    private final String from;
    private final String to;
    private final String suite;
    private final boolean security;

    private NewerPackageRecord(NewerPackage newer) {
        name = Storable.storable(newer.name());
        from = Storable.storable(newer.from());
        to = Storable.storable(newer.to());
        suite = Storable.storable(newer.suite());
        security = newer.security();
    }

    static NewerPackageRecord of(NewerPackage newer) {
        return new NewerPackageRecord(newer);
    }

    @Exported
    public String getName() {
        return name;
    }

    /** The version in the image. */
    @Exported
    public String getFrom() {
        return from;
    }

    /** The newest version. */
    @Exported
    public String getTo() {
        return to;
    }

    /** Where that is: the suite of apt, the id of dnf. */
    @Exported
    public String getSuite() {
        return suite;
    }

    /** Whether that is where security updates are. */
    @Exported
    public boolean isSecurity() {
        return security;
    }
}
