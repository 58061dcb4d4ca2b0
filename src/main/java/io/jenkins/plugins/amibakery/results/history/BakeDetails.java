package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.KeyPartRecord;
import io.jenkins.plugins.amibakery.results.record.PackageRecord;
import io.jenkins.plugins.amibakery.results.record.Persisted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The long lists of one bake: they have a file of their own and are read only when somebody looks at them. */
public final class BakeDetails extends Persisted {
    private ArrayList<KeyPartRecord> keyParts = new ArrayList<>();
    private ArrayList<PackageRecord> packages = new ArrayList<>();

    BakeDetails() {
        readResolve();
    }

    List<KeyPartRecord> keyParts() {
        return Collections.unmodifiableList(keyParts);
    }

    /** Name to version, by name; empty when they are not known. */
    Map<String, String> packages() {
        Map<String, String> versions = new TreeMap<>();
        packages.forEach(one -> versions.put(one.getName(), one.getVersion()));
        return versions;
    }

    /**
     * The same with what is new.
     *
     * @param parts the key's parts; none for those known already
     * @param versions the packages; null for those known already
     */
    BakeDetails with(Collection<KeyPartRecord> parts, Map<String, String> versions) {
        BakeDetails changed = new BakeDetails();
        changed.keyParts.addAll(parts.isEmpty() ? keyParts : parts);
        if (versions == null) {
            changed.packages.addAll(packages);
        } else {
            new TreeMap<>(versions).forEach((name, version) -> changed.packages.add(new PackageRecord(name, version)));
        }
        return changed;
    }
}
