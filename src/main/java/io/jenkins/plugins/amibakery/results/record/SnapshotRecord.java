package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A snapshot that backs an AMI. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class SnapshotRecord extends Persisted {
    private final String id;
    private final int sizeGiB;

    public SnapshotRecord(String id, int sizeGiB) {
        this.id = Storable.storable(id);
        this.sizeGiB = sizeGiB;
    }

    static SnapshotRecord of(Snapshot snapshot) {
        return new SnapshotRecord(snapshot.id(), snapshot.sizeGiB());
    }

    @Exported
    public String getId() {
        return id;
    }

    /** Size of the volume it was taken of, in GiB; 0 when the cloud did not say. */
    @Exported
    public int getSizeGiB() {
        return sizeGiB;
    }

    /** Empty when the cloud did not say. */
    public String getSizeText() {
        return Storable.size(sizeGiB);
    }
}
