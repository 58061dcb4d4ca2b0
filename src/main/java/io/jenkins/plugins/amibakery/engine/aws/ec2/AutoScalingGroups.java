package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.QueryApi.Part;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups of Auto Scaling, fifty names a call. */
final class AutoScalingGroups {
    private static final int MOST_NAMES = 50;
    private static final String PAGE = "100";
    private static final String DESCRIBE = "DescribeAutoScalingGroups";

    private final Ec2Clients clients;

    AutoScalingGroups(Ec2Clients clients) {
        this.clients = clients;
    }

    List<Group> of(Region region, List<String> names) {
        List<Group> found = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST_NAMES) {
            List<String> some = names.subList(from, Math.min(names.size(), from + MOST_NAMES));
            String next = "";
            do {
                Part page = page(region, some, next);
                page.members("AutoScalingGroups").stream()
                        .map(AutoScalingGroups::group)
                        .forEach(found::add);
                next = page.text("NextToken");
            } while (!next.isEmpty());
        }
        return found;
    }

    private Part page(Region region, List<String> names, String next) {
        Map<String, String> parameters = new TreeMap<>(Map.of("MaxRecords", PAGE));
        for (int i = 0; i < names.size(); i++) {
            parameters.put("AutoScalingGroupNames.member." + (i + 1), names.get(i));
        }
        if (!next.isEmpty()) {
            parameters.put("NextToken", next);
        }
        return clients.autoScaling(
                "autoscaling:" + DESCRIBE, region, api -> api.required(region, DESCRIBE, parameters));
    }

    private static Group group(Part told) {
        List<TemplateRef> templates = new ArrayList<>();
        List<String> images = new ArrayList<>();
        told.child("LaunchTemplate").map(AutoScalingGroups::ref).ifPresent(templates::add);
        told.child("MixedInstancesPolicy")
                .flatMap(policy -> policy.child("LaunchTemplate"))
                .ifPresent(mixed -> {
                    mixed.child("LaunchTemplateSpecification")
                            .map(AutoScalingGroups::ref)
                            .ifPresent(templates::add);
                    for (Part override : mixed.members("Overrides")) {
                        override.child("LaunchTemplateSpecification")
                                .map(AutoScalingGroups::ref)
                                .ifPresent(templates::add);
                        images.add(override.text("ImageId"));
                    }
                });
        images.removeIf(String::isEmpty);
        String lifetime = told.text("MaxInstanceLifetime");
        return new Group(
                told.text("AutoScalingGroupName"),
                templates.stream().distinct().toList(),
                images.stream().distinct().toList(),
                lifetime.matches("[0-9]{1,12}") ? Long.parseLong(lifetime) : 0,
                told.members("Instances").stream()
                        .map(one -> one.text("InstanceId"))
                        .filter(id -> !id.isEmpty())
                        .toList(),
                told.members("Tags").stream()
                        .filter(tag -> tag.text("Key").equals(Tags.DRILL))
                        .map(tag -> tag.text("Value"))
                        .findFirst()
                        .orElse(""));
    }

    private static TemplateRef ref(Part told) {
        return new TemplateRef(told.text("LaunchTemplateId"), told.text("Version"));
    }
}
