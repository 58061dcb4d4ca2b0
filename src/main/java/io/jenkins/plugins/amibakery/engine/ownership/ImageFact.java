package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image as EC2 describes it.
 *
 * @param region where it lies
 * @param id its id
 * @param name its name
 * @param created when it was made; {@link Instant#EPOCH} when EC2 does not say
 * @param sourceInstance the instance it was made of; empty for none
 * @param sourceImage the image it came of; empty for none. CreateImage sets it as well as CopyImage
 * @param sourceRegion where that lies; empty for none
 * @param snapshots ids of the snapshots in its mapping
 * @param concluded whether it has the tag that only a bake's conclusion gives
 */
public record ImageFact(
        Region region,
        String id,
        String name,
        Instant created,
        String sourceInstance,
        String sourceImage,
        String sourceRegion,
        Set<String> snapshots,
        boolean concluded)
        implements Serializable {
    private static final int LONGEST = 256;

    public ImageFact {
        snapshots = Set.copyOf(snapshots);
        if (!id.matches("ami-[0-9a-f]{8,17}") || name.length() > LONGEST) {
            throw new IllegalArgumentException("No image: '" + id + "' of a name of " + name.length() + " characters.");
        }
    }

    /** One line, as it is saved: {@code image REGION ID CREATED SOURCE-INSTANCE NAME SNAPSHOT…}. */
    String line() {
        String made = sourceInstance.isEmpty() ? "-" : sourceInstance;
        String snaps = snapshots.isEmpty() ? "" : " " + String.join(" ", new TreeSet<>(snapshots));
        return "image " + region + " " + id + " " + created + " " + made + " "
                + URLEncoder.encode(name, StandardCharsets.UTF_8) + snaps;
    }

    static ImageFact of(String[] words) {
        Set<String> snapshots = new TreeSet<>();
        for (int i = 6; i < words.length; i++) {
            snapshots.add(words[i]);
        }
        return new ImageFact(
                new Region(words[1]),
                words[2],
                URLDecoder.decode(words[5], StandardCharsets.UTF_8),
                Instant.parse(words[3]),
                words[4].equals("-") ? "" : words[4],
                "",
                "",
                snapshots,
                false);
    }
}
