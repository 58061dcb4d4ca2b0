package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which instances are meant, and their groups.
 *
 * @param subject what was asked for, such as {@code group web}
 * @param groups those that the instances are in
 * @param instances at least one
 */
record FleetScope(String subject, List<Group> groups, List<Instance> instances) {
    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";
    private static final String INSTANCE = "AWS::EC2::Instance";

    /** @throws IllegalArgumentException with one line when there is no such thing, or nothing runs in it */
    static FleetScope of(VerifyFleet asked, Cloud cloud) {
        Region region = new Region(asked.region());
        Fleets fleets = cloud.fleets();
        if (!asked.group().isEmpty()) {
            return ofGroup(asked.group(), region, fleets);
        }
        if (!asked.stack().isEmpty()) {
            return ofStack(asked.stack(), region, cloud);
        }
        List<Instance> tagged = fleets.tagged(region, asked.tagKey(), asked.tagValue());
        String subject = "tag " + asked.tagKey() + "=" + asked.tagValue();
        List<String> names = tagged.stream()
                .map(Instance::group)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return checked(subject, region, names.isEmpty() ? List.of() : fleets.groups(region, names), tagged);
    }

    private static FleetScope ofGroup(String name, Region region, Fleets fleets) {
        List<Group> groups = fleets.groups(region, List.of(name));
        require(!groups.isEmpty(), "There is no Auto Scaling group '" + name + "' in " + region + ".");
        return checked("group " + name, region, groups, members(groups, List.of(), region, fleets));
    }

    private static FleetScope ofStack(String name, Region region, Cloud cloud) {
        Optional<List<String>> names = cloud.stacks().resources(region, name, GROUP);
        require(names.isPresent(), "There is no stack '" + name + "' in " + region + "; it was never deployed.");
        List<String> single = cloud.stacks().resources(region, name, INSTANCE).orElse(List.of());
        List<Group> groups = names.get().isEmpty() ? List.of() : cloud.fleets().groups(region, names.get());
        return checked("stack " + name, region, groups, members(groups, single, region, cloud.fleets()));
    }

    private static List<Instance> members(List<Group> groups, List<String> others, Region region, Fleets fleets) {
        List<String> ids = Stream.concat(groups.stream().flatMap(group -> group.members().stream()), others.stream())
                .distinct()
                .toList();
        return ids.isEmpty() ? List.of() : fleets.instances(region, ids);
    }

    private static FleetScope checked(String subject, Region region, List<Group> groups, List<Instance> instances) {
        require(
                !instances.isEmpty(),
                "No instance runs in " + region + " for the " + subject + ", so that there is nothing to verify.");
        require(
                instances.size() <= FleetReport.MOST,
                instances.size() + " instances are in the " + subject + "; " + FleetReport.MOST
                        + " can be verified at once.");
        return new FleetScope(subject, groups, new ArrayList<>(instances));
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The group that an instance is in. */
    Optional<Group> groupOf(Instance instance) {
        return groups.stream()
                .filter(group ->
                        group.members().contains(instance.id()) || group.name().equals(instance.group()))
                .findFirst();
    }
}
