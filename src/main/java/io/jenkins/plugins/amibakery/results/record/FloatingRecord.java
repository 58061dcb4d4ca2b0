package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Something a bake fetches that nothing pins down, so that its key cannot be trusted. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class FloatingRecord extends Persisted {
    private final String file;
    private final int line;
    private final String text;
    private final String why;
    private final String settledBy;

    FloatingRecord(String file, int line, String text, String why, Settling settling) {
        this.file = Storable.storable(file);
        this.line = line;
        this.text = Storable.storable(text);
        this.why = Storable.storable(why);
        this.settledBy = settling.word();
    }

    static FloatingRecord of(Floating floating) {
        return new FloatingRecord(
                floating.file(), floating.line(), floating.text(), floating.why(), floating.settling());
    }

    public Floating floating() {
        return new Floating(file, Math.max(line, 0), text, why, Settling.of(settledBy));
    }

    /** Such as {@code provision/install.sh:12}. */
    public String getPlace() {
        return floating().place();
    }

    @Exported
    public String getFile() {
        return file;
    }

    /** Counted from 1; 0 when it is not a line's doing. */
    @Exported
    public int getLine() {
        return line;
    }

    /** The line itself. */
    @Exported
    public String getText() {
        return text;
    }

    @Exported
    public String getWhy() {
        return why;
    }

    /** What can settle it: repositories, lock or nothing. */
    @Exported
    public String getSettledBy() {
        return Settling.of(settledBy).word();
    }
}
