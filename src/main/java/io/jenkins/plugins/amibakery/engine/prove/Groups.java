package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Template;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.runway.NewestAtDeploy;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the groups of an environment launch next.
 *
 * @param texts the templates of the stack and of its nested stacks, by where these stand; none when they were not read
 * @param templates those versions of launch templates that exist
 */
record Groups(
        Region region,
        String stack,
        SortedMap<String, String> texts,
        List<Group> groups,
        Map<TemplateRef, Template> templates) {
    static Groups of(Region region, String stack, FleetReport report, Cloud cloud) {
        List<String> names =
                report.groups().stream().map(FleetReport.GroupVerdict::name).toList();
        List<Group> groups = names.isEmpty() ? List.of() : cloud.fleets().groups(region, names);
        List<TemplateRef> refs =
                groups.stream().flatMap(group -> group.templates().stream()).toList();
        return new Groups(
                region,
                stack,
                cloud.stacks().templates(region, stack),
                groups,
                cloud.fleets().templates(region, refs).stream()
                        .collect(Collectors.toMap(Template::ref, Function.identity(), (one, same) -> one)));
    }

    /** The AMIs that they name by their ids. */
    TreeSet<AmiId> amis() {
        return Stream.concat(
                        groups.stream().flatMap(group -> group.images().stream()),
                        templates.values().stream().map(Template::image))
                .filter(AmiId::isAmiId)
                .map(AmiId::new)
                .collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(AmiId::value))));
    }

    /** Whether any of them gives its instances user data. */
    boolean haveUserData() {
        return templates.values().stream().anyMatch(one -> !one.userData().isEmpty());
    }

    /** The first place where a group launches what is not fixed; empty when there is none. */
    Optional<String> loose() {
        for (Group group : groups) {
            if (group.templates().isEmpty()) {
                return Optional.of("group " + group.name() + " has no launch template");
            }
            for (TemplateRef ref : group.templates()) {
                Template template = templates.get(ref);
                if (!ref.isNumbered()) {
                    return Optional.of("group " + group.name() + " launches " + ref + ", not a numbered one");
                }
                if (template == null) {
                    return Optional.of("group " + group.name() + " launches " + ref + ", which is not there any more");
                }
                if (template.image().startsWith("resolve:")) {
                    return Optional.of(ref + " names " + template.image() + ", not one AMI");
                }
            }
        }
        return Optional.empty();
    }

    /** The first place where a template of the stack takes whatever is newest; empty when there is none. */
    Optional<String> latest() {
        return texts.entrySet().stream()
                .flatMap(one -> NewestAtDeploy.in(
                        "the template of " + stack + (one.getKey().isEmpty() ? "" : "'s nested " + one.getKey()),
                        one.getValue().getBytes(StandardCharsets.UTF_8))
                        .stream())
                .findFirst();
    }
}
