package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One AMI of an artifact's id, which is {@code region:ami} for each region, joined by commas.
 *
 * @param region empty when it is not a valid one, such as where packer masked it
 * @param ami the image
 */
public record ArtifactId(Optional<Region> region, AmiId ami) {
    private static final Pattern RESOURCE = Pattern.compile("\\b(?:ami|vol|snap)-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b");

    /** The AMIs of an artifact; none of an artifact that is no AMI. */
    public static List<ArtifactId> read(String id) {
        List<ArtifactId> all = new ArrayList<>();
        for (String part : id.split(",")) {
            int colon = part.lastIndexOf(':');
            String ami = part.substring(colon + 1).strip();
            if (colon >= 0 && AmiId.isAmiId(ami)) {
                all.add(new ArtifactId(region(part.substring(0, colon).strip()), new AmiId(ami)));
            }
        }
        return all;
    }

    /** Every id of something of EC2's in an artifact's id, whatever stands before it. */
    static List<String> resources(String id) {
        return RESOURCE.matcher(id).results().map(MatchResult::group).toList();
    }

    private static Optional<Region> region(String code) {
        try {
            return Optional.of(new Region(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
