package io.jenkins.plugins.amibakery.results;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something a dead bake left in the account, and what became of it. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class LeftoverRecord {
    private final String kind;
    private final String id;
    private final String region;
    private final boolean removed;
    private final String note;

    LeftoverRecord(String kind, String id, String region, boolean removed, String note) {
        this.kind = Texts.storable(kind);
        this.id = Texts.storable(id);
        this.region = Texts.storable(region);
        this.removed = removed;
        this.note = Texts.storable(note);
    }

    static LeftoverRecord of(Leftover leftover) {
        return new LeftoverRecord(
                leftover.kind().word(), leftover.id(), leftover.region().code(), leftover.removed(), leftover.note());
    }

    /** What it is, such as {@code security group}. */
    @Exported
    public String getKind() {
        return kind;
    }

    @Exported
    public String getId() {
        return id;
    }

    @Exported
    public String getRegion() {
        return region;
    }

    @Exported
    public boolean isRemoved() {
        return removed;
    }

    /** Why it could not be removed; empty otherwise. */
    @Exported
    public String getNote() {
        return note;
    }

    /** What an older version saved may lack what it did not know yet. */
    private Object readResolve() {
        return new LeftoverRecord(kind, id, region, removed, note);
    }
}
