package io.jenkins.plugins.amibakery.results;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Map;

/** Where AWS shows an AMI to people: each partition has a console of its own. */
final class ConsoleLink {
    /** Partitions without a public console are missing. */
    private static final Map<String, String> CONSOLES = Map.of(
            "aws", "https://console.aws.amazon.com",
            "aws-cn", "https://console.amazonaws.cn",
            "aws-us-gov", "https://console.amazonaws-us-gov.com");

    private ConsoleLink() {}

    /**
     * The address of an AMI's page in the EC2 console.
     *
     * @param region may be anything; only a region's code makes a link
     * @param ami may be anything; only an AMI's id makes a link
     * @return null when there is no such page
     */
    static String to(String region, String ami) {
        if (!Region.isRegion(region) || !AmiId.isAmiId(ami)) {
            return null;
        }
        String console = CONSOLES.get(new Region(region).partition());
        return console == null ? null : console + "/ec2/home?region=" + region + "#ImageDetails:imageId=" + ami;
    }
}
