package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.Finding.Check;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.GroupVerdict;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport.InstanceVerdict;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Verifies each instance of a group, a stack or a tag: its AMI, launch template, user data, ways in, files, packages and logins. Changes
 * nothing; what could not be read is not known, never green.
 *
 * @param region the code of the region
 * @param group the name of an Auto Scaling group; empty for none
 * @param stack the whole name of a CloudFormation stack; empty for none
 * @param tagKey the key of a tag of instances; empty for none
 * @param tagValue its value
 * @param ami the AMI that must run; empty for what the launch template says
 * @param allow a file with patterns of paths that may differ, one a line, below the workplace; empty for none
 * @param manifest the manifest that the bake of the image kept, or that a test made, likewise; empty for none
 */
public record VerifyFleet(
        String region,
        String group,
        String stack,
        String tagKey,
        String tagValue,
        String ami,
        String allow,
        String manifest)
        implements UseCase<FleetReport> {
    private static final int LONGEST_NAME = 255;

    /** @throws IllegalArgumentException with one clear line when something cannot be right */
    public VerifyFleet {
        require(!region.isEmpty(), "No region is given; name one, such as us-west-2.");
        new Region(region);
        long ways =
                Stream.of(group, stack, tagKey).filter(one -> !one.isBlank()).count();
        require(ways > 0, "Nothing is given to verify; name a group, a stack or a tag.");
        require(ways == 1, "Several things are given to verify; name one of: a group, a stack, a tag.");
        require(tagKey.isEmpty() || !tagValue.isBlank(), "The tag " + Limits.brief(tagKey, 128) + " needs a value.");
        Stream.of(group, stack, tagKey, tagValue)
                .forEach(one -> Limits.text("the name of what to verify", one, LONGEST_NAME));
        Stream.of(allow, manifest).forEach(one -> Limits.text("the path of a file", one, Limits.PATH));
        if (!ami.isEmpty()) {
            new AmiId(ami);
        }
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The key of a tag that is written as {@code KEY=VALUE}. */
    public static String key(String tag) {
        return tag.strip().replaceFirst("(?s)=.*", "");
    }

    /** Its value; empty when it has none. */
    public static String value(String tag) {
        int at = tag.indexOf('=');
        return at < 0 ? "" : tag.strip().substring(tag.strip().indexOf('=') + 1);
    }

    /** What is meant, such as {@code group web in us-west-2}. */
    public String which() {
        String what = group.isEmpty()
                ? stack.isEmpty() ? "tag " + tagKey + "=" + tagValue : "stack " + stack
                : "group " + group;
        return what + (region.isEmpty() ? "" : " in " + region);
    }

    @Override
    public FleetReport run(Workplace place, Cloud cloud) throws IOException, InterruptedException {
        List<String> allowed = FleetLists.patterns(place.directory(), allow);
        GivenManifest given = GivenManifest.read(place.directory(), manifest);
        place.progress().says("looking for the " + which());
        FleetScope scope = FleetScope.of(this, cloud);
        String script = InstanceLook.script(allowed, given.tested());
        FleetFacts facts = FleetFacts.of(scope, new Region(region), script, cloud, place.progress());
        InstanceChecks checks = new InstanceChecks(scope, facts, ami, ManifestDigests.none(given));
        scope.instances().forEach(checks::hears);
        return new FleetReport(
                scope.subject(),
                region,
                scope.groups().stream().map(VerifyFleet::judged).toList(),
                scope.instances().stream()
                        .map(checks::of)
                        .sorted(Comparator.comparing(InstanceVerdict::verdict)
                                .reversed()
                                .thenComparing(InstanceVerdict::id))
                        .toList(),
                List.of());
    }

    private static GroupVerdict judged(Group group) {
        Finding lifetime = group.maxLifetime() > 0
                ? Finding.green(Check.LIFETIME)
                : Finding.red(Check.LIFETIME, "it never replaces an instance: it has no MaxInstanceLifetime");
        return new GroupVerdict(Limits.cut(group.name(), LONGEST_NAME), List.of(lifetime));
    }
}
