package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build instance as EC2 described it while it lived. A terminated instance no longer tells any of this.
 *
 * @param region where it ran
 * @param id its id
 * @param born when its primary network interface was attached
 * @param volumes its volumes, by id, and when each was created; {@link Instant#EPOCH} when that was not asked, so not proved
 */
public record SeenInstance(Region region, String id, Instant born, SortedMap<String, Instant> volumes)
        implements Serializable {
    private static final int MOST_VOLUMES = 64;

    public SeenInstance {
        volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
        if (!id.matches("i-[0-9a-f]{8,17}") || volumes.size() > MOST_VOLUMES) {
            throw new IllegalArgumentException("No instance with its volumes: '" + id + "' with " + volumes.size()
                    + "; an id is like i-0123abcd.");
        }
        volumes.keySet().forEach(volume -> {
            if (!volume.matches("vol-[0-9a-f]{8,17}")) {
                throw new IllegalArgumentException("'" + volume + "' is no volume's id; one is like vol-0123abcd.");
            }
        });
    }

    /** All that is known by both; what one of them does not know is {@link Instant#EPOCH} there. */
    SeenInstance and(SeenInstance more) {
        TreeMap<String, Instant> all = new TreeMap<>(volumes);
        more.volumes.forEach((volume, created) -> all.merge(volume, created, SeenInstance::later));
        return new SeenInstance(region, id, later(born, more.born), all);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** One line, as it is saved: {@code instance REGION ID BORN VOLUME@CREATED…}. */
    String line() {
        return Stream.concat(
                        Stream.of("instance", region.code(), id, born.toString()),
                        volumes.entrySet().stream().map(volume -> volume.getKey() + "@" + volume.getValue()))
                .collect(Collectors.joining(" "));
    }

    static SeenInstance of(String[] words) {
        TreeMap<String, Instant> volumes = new TreeMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] volume = words[i].split("@", 2);
            volumes.put(volume[0], Instant.parse(volume[1]));
        }
        return new SeenInstance(new Region(words[1]), words[2], Instant.parse(words[3]), volumes);
    }
}
