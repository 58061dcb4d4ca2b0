package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A tag of an AMI. Saved in build.xml.
 *
 * <p>A list of these, not a map, goes to the remote API: keys of tags are free text, and its XML would make element names of them.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class TagRecord extends Persisted {
    private final String key;
    private final String value;

    public TagRecord(String key, String value) {
        this.key = Storable.storable(key);
        this.value = Storable.storable(value);
    }

    @Exported
    public String getKey() {
        return key;
    }

    @Exported
    public String getValue() {
        return value;
    }
}
