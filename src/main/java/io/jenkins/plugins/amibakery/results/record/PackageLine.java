package io.jenkins.plugins.amibakery.results.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A package that differs between two bakes' images. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class PackageLine {
    private final String name;
    private final String before;
    private final String after;

    private PackageLine(String name, String before, String after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** By name. */
    public static List<PackageLine> between(Map<String, String> older, Map<String, String> newer) {
        TreeSet<String> names = new TreeSet<>(older.keySet());
        names.addAll(newer.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(older.get(name), newer.get(name)))
                .map(name ->
                        new PackageLine(name, Storable.orEmpty(older.get(name)), Storable.orEmpty(newer.get(name))))
                .toList();
    }

    @Exported
    public String getName() {
        return name;
    }

    /** Empty when it is new. */
    @Exported
    public String getBefore() {
        return before;
    }

    /** Empty when it is gone. */
    @Exported
    public String getAfter() {
        return after;
    }
}
