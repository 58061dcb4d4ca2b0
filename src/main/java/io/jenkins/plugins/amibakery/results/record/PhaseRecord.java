package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How long one phase of one packer build took. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PhaseRecord extends Persisted {
    private final String builder;
    private final String phase;
    private final long durationMillis;

    public PhaseRecord(String builder, String phase, long durationMillis) {
        this.builder = Storable.storable(builder);
        this.phase = Storable.storable(phase);
        this.durationMillis = durationMillis;
    }

    static PhaseRecord of(PhaseTime time) {
        return new PhaseRecord(
                time.builder(), time.phase().word(), time.duration().toMillis());
    }

    @Exported
    public String getBuilder() {
        return builder;
    }

    /** The phase's word, such as {@code provision}. */
    @Exported
    public String getPhase() {
        return phase;
    }

    @Exported
    public long getDurationMillis() {
        return durationMillis;
    }
}
