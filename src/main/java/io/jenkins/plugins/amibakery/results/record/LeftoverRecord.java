package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something a dead bake left in the account, and what became of it. Saved in build.xml. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class LeftoverRecord extends Persisted {
    private final String kind;
    private final String id;
    private final String region;
    private final boolean removed;
    private final String note;
    private final String command;

    public LeftoverRecord(String kind, String id, String region, boolean removed, String note) {
        this(kind, id, region, removed, note, "");
    }

    public LeftoverRecord(String kind, String id, String region, boolean removed, String note, String command) {
        this.kind = Storable.storable(kind);
        this.id = Storable.storable(id);
        this.region = Storable.storable(region);
        this.removed = removed;
        this.note = Storable.storable(note);
        this.command = Storable.storable(command);
    }

    static LeftoverRecord of(Leftover leftover) {
        return new LeftoverRecord(
                leftover.kind().word(),
                leftover.id(),
                leftover.region().code(),
                leftover.removed(),
                leftover.note(),
                leftover.command());
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

    /** Why it was not removed: it could not be, or is not proved to be the bake's; empty otherwise. */
    @Exported
    public String getNote() {
        return note;
    }

    /** The AWS command that would remove it; empty when it is gone. */
    @Exported
    public String getCommand() {
        return command;
    }
}
