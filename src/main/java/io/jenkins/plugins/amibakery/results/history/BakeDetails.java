package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.AmiRecord;
import io.jenkins.plugins.amibakery.results.record.KeyPartRecord;
import io.jenkins.plugins.amibakery.results.record.PackageRecord;
import io.jenkins.plugins.amibakery.results.record.Persisted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The long lists of one bake: they have a file of their own and are read only when somebody looks at them. */
@Restricted(NoExternalUse.class)
public final class BakeDetails extends Persisted {
    private ArrayList<KeyPartRecord> keyParts = new ArrayList<>();
    private ArrayList<PackageRecord> packages = new ArrayList<>();
    private ArrayList<AmiRecord> amis = new ArrayList<>();

    BakeDetails() {
        readResolve();
    }

    public List<KeyPartRecord> keyParts() {
        return Collections.unmodifiableList(keyParts);
    }

    /** Name to version, by name; empty when they are not known. */
    public Map<String, String> packages() {
        Map<String, String> versions = new TreeMap<>();
        packages.forEach(one -> versions.put(one.getName(), one.getVersion()));
        return versions;
    }

    /** All that the bake's build knew of an AMI; nothing when that is not known. */
    public Optional<AmiRecord> ami(String id) {
        return amis.stream().filter(ami -> ami.id().equals(id)).findFirst();
    }

    /** The same with what is new of a bake; what it does not bring stays. */
    BakeDetails with(BakeEntry entry) {
        BakeDetails changed = new BakeDetails();
        Map<String, String> versions = entry.newPackages();
        List<KeyPartRecord> parts = entry.getOrigin().getKeyParts();
        changed.keyParts.addAll(parts.isEmpty() ? keyParts : parts);
        changed.amis.addAll(entry.newAmis().isEmpty() ? amis : entry.newAmis());
        if (versions == null) {
            changed.packages.addAll(packages);
        } else {
            new TreeMap<>(versions).forEach((name, version) -> changed.packages.add(new PackageRecord(name, version)));
        }
        return changed;
    }
}
