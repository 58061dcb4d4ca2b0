package io.jenkins.plugins.amibakery.results.record;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a deployment would change in one region, in Runway's words. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PlanTextRecord extends Persisted {
    /** More would make build.xml slow to read; the console output has all of it. */
    static final int MOST_CHARS = 100_000;

    private final String region;
    private final String text;
    private final boolean cut;

    /**
     * @param region empty when Runway did not say
     * @param text of any length; only its first {@value #MOST_CHARS} characters are kept
     */
    public PlanTextRecord(String region, String text) {
        this(region, text, false);
    }

    private PlanTextRecord(String region, String text, boolean cut) {
        String whole = Storable.storable(text);
        this.region = Storable.storable(region);
        this.cut = cut || whole.length() > MOST_CHARS;
        this.text = Storable.first(whole, MOST_CHARS);
    }

    @Exported
    public String getRegion() {
        return region;
    }

    @Exported(visibility = 0)
    public String getText() {
        return text;
    }

    /** Whether there was more of it. */
    @Exported(visibility = 0)
    public boolean isCut() {
        return cut;
    }
}
