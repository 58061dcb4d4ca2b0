package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was known of a bake before packer ran.
 *
 * @param beginning when it began, in milliseconds since the epoch: the {@code Date} of AWS's first answer to it, never a clock of
 *     ours; 0 when it is not known, and then nothing is proved by time
 * @param copies by the bare name of each of the template's builds, codes of the regions into which it copies its AMI; a build
 *     whose regions only packer can evaluate has none. Empty when the template's builds are not known
 */
public record Plan(long beginning, Map<String, List<String>> copies) implements Serializable {
    /** Nothing was known, so little can be proved. */
    public static final Plan UNKNOWN = new Plan(0, Map.of());

    private static final int MOST = 500;

    public Plan {
        if (copies.size() > MOST) {
            throw new IllegalArgumentException(
                    "A template of " + copies.size() + " builds; at most " + MOST + " are allowed.");
        }
        TreeMap<String, List<String>> all = new TreeMap<>();
        copies.forEach((build, regions) -> {
            regions.forEach(Region::new);
            all.put(build, List.copyOf(regions));
        });
        copies = Collections.unmodifiableMap(all);
    }

    /** Whether the template has a build of a bare name, as far as that is known. */
    public boolean has(String build) {
        return copies.isEmpty() || copies.containsKey(build);
    }

    /** Whether any build copies its AMI into another region, as far as that is known. */
    public boolean makesCopies() {
        return copies.values().stream().anyMatch(regions -> !regions.isEmpty());
    }

    /**
     * Where builds may have made copies, whatever the log tells of them: those that have launched an instance, and those whose log ends
     * before it says either that or why not.
     */
    public Set<Region> copyRegions(PackerFacts facts) {
        Set<String> none = facts.failures().stream().map(Failure::where).collect(Collectors.toSet());
        none.remove("");
        facts.builds().stream()
                .filter(build -> !build.instance().isEmpty())
                .forEach(build -> none.remove(build.builder()));
        return copies.entrySet().stream()
                .filter(build -> !none.contains(build.getKey()))
                .flatMap(build -> build.getValue().stream())
                .map(Region::new)
                .collect(Collectors.toSet());
    }

    boolean copies(String build, Region region) {
        return copies.getOrDefault(build, List.of()).contains(region.code());
    }

    /** Why something cannot be of this bake by its age; empty when it can. */
    String tooOld(Instant created) {
        if (beginning <= 0) {
            return "the start of this bake is not known, as AWS did not answer";
        }
        Instant began = Instant.ofEpochMilli(beginning);
        if (created.equals(Instant.EPOCH)) {
            return "EC2 has no creation time for it";
        }
        return created.isBefore(began) ? "it existed before this bake: " + created + " is before " + began : "";
    }

    /** Whether something is surely older than the bake. */
    public boolean isOlder(Instant created) {
        return beginning > 0 && !created.equals(Instant.EPOCH) && created.isBefore(Instant.ofEpochMilli(beginning));
    }
}
