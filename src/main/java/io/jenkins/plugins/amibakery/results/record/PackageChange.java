package io.jenkins.plugins.amibakery.results.record;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How many packages differ between two bakes' images. Saved. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PackageChange extends Persisted {
    private final String since;
    private final int added;
    private final int removed;
    private final int changed;

    private PackageChange(String since, int added, int removed, int changed) {
        this.since = Storable.orEmpty(since);
        this.added = added;
        this.removed = removed;
        this.changed = changed;
    }

    /** @param since id of the older bake */
    public static PackageChange between(String since, Map<String, String> older, Map<String, String> newer) {
        Map<String, String> gone = new TreeMap<>(older);
        gone.keySet().removeAll(newer.keySet());
        long added =
                newer.keySet().stream().filter(name -> !older.containsKey(name)).count();
        long changed = newer.entrySet().stream()
                .filter(entry -> older.containsKey(entry.getKey()))
                .filter(entry -> !Objects.equals(older.get(entry.getKey()), entry.getValue()))
                .count();
        return new PackageChange(since, (int) added, gone.size(), (int) changed);
    }

    /** The bake it is compared with. */
    @Exported
    public String getSince() {
        return since;
    }

    @Exported
    public int getAdded() {
        return added;
    }

    @Exported
    public int getRemoved() {
        return removed;
    }

    @Exported
    public int getChanged() {
        return changed;
    }

    public boolean isNone() {
        return added + removed + changed == 0;
    }
}
