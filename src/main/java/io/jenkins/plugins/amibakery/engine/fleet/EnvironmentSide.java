package io.jenkins.plugins.amibakery.engine.fleet;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Instance;
import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog.CloudStack;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be compared of one environment.
 *
 * @param templates as they were given to CloudFormation, by where their stacks are nested; none when there is no such stack
 * @param amis that the instances run
 * @param origins of what these AMIs are copies; each its own where it is none
 * @param manifests digests that instances say, each with their ids
 */
record EnvironmentSide(
        CloudStack stack,
        Read<SortedMap<String, String>> templates,
        Read<Set<String>> amis,
        Read<Set<String>> origins,
        Read<Map<String, Set<String>>> manifests) {
    private static final Duration LOOK = Duration.ofMinutes(10);

    /**
     * What was read.
     *
     * @param value as far as it was read
     * @param gap why that is not all, without a full stop; empty when it is
     */
    record Read<T>(T value, String gap) {
        boolean isWhole() {
            return gap.isEmpty();
        }
    }

    /** @throws IllegalArgumentException with one line when there is no such stack, or nothing runs in it */
    static EnvironmentSide of(Region region, String name, Cloud cloud, Progress progress) throws InterruptedException {
        progress.says("reading the stack " + name);
        CloudStack stack = cloud.stacks()
                .find(region, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no stack '" + name + "' in " + region + "; it was never deployed."));
        Read<SortedMap<String, String>> templates =
                read(new TreeMap<>(), () -> new Read<>(cloud.stacks().templates(region, name), ""));
        Read<List<Instance>> instances = read(
                List.of(),
                () -> new Read<>(
                        FleetScope.of(new VerifyFleet(region.code(), "", name, "", "", "", "", ""), cloud)
                                .instances(),
                        ""));
        Read<Set<String>> amis = read(Set.of(), () -> amis(instances, region, cloud.fleets()));
        Read<Set<String>> origins = read(Set.of(), () -> origins(amis, region, cloud.fleets()));
        progress.says("asking each instance for its manifest");
        return new EnvironmentSide(
                stack, templates, amis, origins, read(Map.of(), () -> manifests(instances, region, cloud)));
    }

    private static Read<Set<String>> amis(Read<List<Instance>> instances, Region region, Fleets fleets) {
        RootImages images = instances.isWhole() ? RootImages.of(instances.value(), region, fleets) : RootImages.NONE;
        Set<String> amis = new TreeSet<>();
        String gap = instances.gap();
        for (Instance instance : instances.value()) {
            List<String> own = images.of(instance);
            amis.addAll(own);
            gap = own.isEmpty() ? "the AMI of " + instance.id() + " is not known" : gap;
        }
        return new Read<>(amis, gap);
    }

    private static Read<Set<String>> origins(Read<Set<String>> amis, Region region, Fleets fleets) {
        return new Read<>(new TreeSet<>(fleets.origins(region, amis.value()).values()), amis.gap());
    }

    private static Read<Map<String, Set<String>>> manifests(Read<List<Instance>> instances, Region region, Cloud cloud)
            throws InterruptedException {
        List<String> ids = instances.value().stream().map(Instance::id).toList();
        Map<String, Set<String>> manifests = new TreeMap<>();
        String gap = instances.gap();
        if (!ids.isEmpty()) {
            for (Map.Entry<String, Said> said : cloud.commands()
                    .run(region, ids, InstanceLook.manifestScript(), LOOK)
                    .entrySet()) {
                InstanceLook look = InstanceLook.of(said.getValue());
                if (look.manifest().isEmpty()) {
                    gap = said.getKey() + ": " + look.lacksManifest();
                } else {
                    manifests
                            .computeIfAbsent(look.manifest(), digest -> new TreeSet<>())
                            .add(said.getKey());
                }
            }
        }
        return new Read<>(manifests, gap);
    }

    /** A question of the cloud. */
    private interface Question<T> {
        Read<T> answer() throws InterruptedException;
    }

    private static <T> Read<T> read(T without, Question<T> question) throws InterruptedException {
        try {
            return question.answer();
        } catch (BakeFailedException e) {
            return new Read<>(without, e.failure().detail());
        }
    }
}
