package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Map;
import java.util.Optional;

/** The parts of AWS that know nothing of each other: keys, roles and regions of one mean nothing in another. */
final class Partitions {
    /** A region of each that every account of it has. */
    private static final Map<String, String> REGIONS =
            Map.of("aws", "us-east-1", "aws-cn", "cn-north-1", "aws-us-gov", "us-gov-west-1");

    private Partitions() {}

    /** A region of the partition that an ARN names; empty for one that is not known here. */
    static Optional<Region> anyRegion(String arn) {
        String[] parts = arn.split(":", 3);
        return parts.length == 3 ? Optional.ofNullable(REGIONS.get(parts[1])).map(Region::new) : Optional.empty();
    }
}
