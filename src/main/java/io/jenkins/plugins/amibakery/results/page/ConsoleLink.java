package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.Map;
import java.util.regex.Pattern;

/** Where AWS shows an AMI or a stack to people: each partition has a console of its own. */
final class ConsoleLink {
    /** Partitions without a public console are missing. */
    private static final Map<String, String> CONSOLES = Map.of(
            "aws", "https://console.aws.amazon.com",
            "aws-cn", "https://console.amazonaws.cn",
            "aws-us-gov", "https://console.amazonaws-us-gov.com");

    private static final Pattern STACK = Pattern.compile("[A-Za-z0-9-]{1,128}");

    private ConsoleLink() {}

    /**
     * The address of an AMI's page in the EC2 console.
     *
     * @param region may be anything; only a region's code makes a link
     * @param ami may be anything; only an AMI's id makes a link
     * @return null when there is no such page
     */
    static String to(String region, String ami) {
        return AmiId.isAmiId(ami) ? to(region, "/ec2/home?region=", "#ImageDetails:imageId=" + ami) : null;
    }

    /**
     * The address of the CloudFormation console's list of the stacks of a name. A stack's own page wants its ARN, which nobody knows who has
     * only read Runway's output.
     *
     * @param region may be anything; only a region's code makes a link
     * @param stack may be anything; only a stack's name, or a part of one, makes a link
     * @param deleted whether to list deleted stacks in place of those that are there
     * @return null when there is no such page
     */
    static String toStack(String region, String stack, boolean deleted) {
        return STACK.matcher(stack).matches()
                ? to(
                        region,
                        "/cloudformation/home?region=",
                        "#/stacks?filteringStatus=" + (deleted ? "deleted" : "active")
                                + "&viewNested=true&filteringText=" + stack)
                : null;
    }

    private static String to(String region, String page, String place) {
        if (!Region.isRegion(region)) {
            return null;
        }
        String console = CONSOLES.get(new Region(region).partition());
        return console == null ? null : console + page + region + place;
    }
}
