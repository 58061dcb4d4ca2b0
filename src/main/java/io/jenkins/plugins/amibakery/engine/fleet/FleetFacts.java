package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Commands;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Ingress;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Template;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that the cloud tells of a fleet, asked for the whole fleet at once. A part that cannot be read is missing, with the reason.
 *
 * @param templates by what was asked for
 * @param images that root volumes were made of
 * @param ingress by security group
 * @param userData digests by instance
 * @param looks what each instance says
 * @param sessions the instances with a session of Session Manager
 * @param gaps why a part is missing, by its name
 */
record FleetFacts(
        Map<TemplateRef, Template> templates,
        RootImages images,
        Map<String, List<Ingress>> ingress,
        Map<String, String> userData,
        Map<String, InstanceLook> looks,
        Set<String> sessions,
        Map<Part, String> gaps) {
    private static final Duration LOOK = Duration.ofMinutes(10);

    /** The parts that are asked for one by one. */
    enum Part {
        TEMPLATES,
        IMAGES,
        INGRESS,
        USER_DATA,
        SESSIONS
    }

    static FleetFacts of(FleetScope scope, Region region, String script, Cloud cloud, Progress progress)
            throws InterruptedException {
        Map<Part, String> gaps = new HashMap<>();
        Fleets fleets = cloud.fleets();
        List<Instance> instances = scope.instances();
        progress.says("asking EC2 about " + instances.size() + (instances.size() == 1 ? " instance" : " instances"));
        Map<TemplateRef, Template> templates = read(
                gaps,
                Part.TEMPLATES,
                Map.of(),
                () -> fleets.templates(region, refs(scope)).stream()
                        .collect(Collectors.toMap(Template::ref, Function.identity(), (one, same) -> one)));
        RootImages images = read(gaps, Part.IMAGES, RootImages.NONE, () -> RootImages.of(instances, region, fleets));
        Map<String, List<Ingress>> ingress = read(
                gaps,
                Part.INGRESS,
                Map.of(),
                () -> fleets.ingress(region, all(instances, one -> one.securityGroups().stream())));
        Map<String, String> userData = new HashMap<>();
        read(gaps, Part.USER_DATA, 0, () -> {
            instances.forEach(one -> userData.put(one.id(), fleets.userData(region, one.id())));
            return 0;
        });
        progress.says("comparing files and packages in each instance");
        Map<String, InstanceLook> looks = looks(region, script, instances, cloud.commands());
        Set<String> sessions =
                read(gaps, Part.SESSIONS, Set.of(), () -> cloud.commands().sessions(region));
        return new FleetFacts(templates, images, ingress, userData, looks, sessions, gaps);
    }

    private static Map<String, InstanceLook> looks(
            Region region, String script, List<Instance> instances, Commands commands) throws InterruptedException {
        Map<String, InstanceLook> looks = new HashMap<>();
        try {
            commands.run(region, all(instances, one -> Stream.of(one.id())), script, LOOK)
                    .forEach((id, said) -> looks.put(id, InstanceLook.of(said)));
        } catch (BakeFailedException e) {
            InstanceLook silent = InstanceLook.silent(e.failure().detail());
            instances.forEach(one -> looks.put(one.id(), silent));
        }
        return looks;
    }

    private static Set<TemplateRef> refs(FleetScope scope) {
        return Stream.concat(
                        scope.groups().stream().map(Group::templates).flatMap(List::stream),
                        scope.instances().stream().map(Instance::template))
                .filter(ref -> !ref.id().isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> all(List<Instance> instances, Function<Instance, Stream<String>> of) {
        return instances.stream().flatMap(of).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
    }

    /** A question of the cloud. */
    private interface Question<T> {
        T answer();
    }

    private static <T> T read(Map<Part, String> gaps, Part part, T without, Question<T> question) {
        try {
            return question.answer();
        } catch (BakeFailedException e) {
            gaps.putIfAbsent(part, e.failure().detail());
            return without;
        }
    }
}
