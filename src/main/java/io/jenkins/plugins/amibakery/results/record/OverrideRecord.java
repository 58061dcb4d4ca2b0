package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** That somebody has a plan deployed which its protected environment refuses. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class OverrideRecord extends Persisted {
    private String user;
    private String name;
    private String reason;
    private long when;
    private ArrayList<String> refused;

    /**
     * @param user the id of who did it
     * @param name the full name
     * @param when in milliseconds since 1970
     */
    public OverrideRecord(String user, String name, String reason, long when) {
        this.user = Storable.storable(user);
        this.name = Storable.storable(name);
        this.reason = Storable.storable(reason);
        this.when = when;
        readResolve();
    }

    /** The same with what was refused but for it, a line each. */
    public OverrideRecord of(Collection<String> lines) {
        OverrideRecord copy = new OverrideRecord(user, name, reason, when);
        copy.refused = Storable.storable(lines);
        return copy;
    }

    /** The id of who did it. */
    @Exported
    public String getUser() {
        return user;
    }

    @Exported
    public String getName() {
        return name;
    }

    @Exported
    public String getReason() {
        return reason;
    }

    /** When it was done, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "when")
    public String getWhenText() {
        return Storable.instant(when);
    }

    /** What was refused but for it, a line each; empty for a plan that was not deployed yet. */
    @Exported
    public List<String> getRefused() {
        return Collections.unmodifiableList(refused);
    }

    /** Who and why, in a line. */
    public String getLine() {
        String who = name.isEmpty() || name.equals(user) ? user : name + " (" + user + ")";
        return who + ": " + reason;
    }
}
