package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An output of a stack. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class OutputRecord extends Persisted {
    private final String name;
    private final String value;

    OutputRecord(String name, String value) {
        this.name = Storable.storable(name);
        this.value = Storable.storable(value);
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getValue() {
        return value;
    }
}
