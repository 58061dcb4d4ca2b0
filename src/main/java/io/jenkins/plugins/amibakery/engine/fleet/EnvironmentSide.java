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
import java.util.TreeSet;

/**
 * What is to be compared of one environment.
 *
 * @param template as it was given to CloudFormation; empty when it could not be read
 * @param amis that the instances run
 * @param origins of what these AMIs are copies; each its own where it is none
 * @param unknownImages whether the AMI of an instance is not known
 * @param manifests digests that instances say
 * @param silence why an instance says none; empty when all say one
 */
record EnvironmentSide(
        CloudStack stack,
        String template,
        TreeSet<String> amis,
        TreeSet<String> origins,
        boolean unknownImages,
        TreeSet<String> manifests,
        String silence) {
    private static final Duration LOOK = Duration.ofMinutes(10);

    static EnvironmentSide of(Region region, String name, Cloud cloud, Progress progress) throws InterruptedException {
        progress.says("reading the stack " + name);
        CloudStack stack = cloud.stacks()
                .find(region, name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no stack '" + name + "' in " + region + "; it was never deployed."));
        List<Instance> instances = FleetScope.of(new VerifyFleet(region.code(), "", name, "", "", "", "", ""), cloud)
                .instances();
        Fleets fleets = cloud.fleets();
        RootImages images = RootImages.of(instances, region, fleets);
        TreeSet<String> amis = new TreeSet<>();
        boolean unknown = false;
        for (Instance instance : instances) {
            List<String> own = images.of(instance);
            amis.addAll(own);
            unknown |= own.isEmpty();
        }
        TreeSet<String> manifests = new TreeSet<>();
        String silence = manifests(region, instances, cloud, progress, manifests);
        return new EnvironmentSide(
                stack,
                cloud.stacks().template(region, name).orElse(""),
                amis,
                new TreeSet<>(fleets.origins(region, amis).values()),
                unknown,
                manifests,
                silence);
    }

    /** Adds what they say; returns why one says nothing. */
    private static String manifests(
            Region region, List<Instance> instances, Cloud cloud, Progress progress, TreeSet<String> manifests)
            throws InterruptedException {
        progress.says("asking each instance for its manifest");
        String silence = "";
        try {
            List<String> ids = instances.stream().map(Instance::id).toList();
            for (Said said : cloud.commands()
                    .run(region, ids, InstanceLook.script(List.of()), LOOK)
                    .values()) {
                InstanceLook look = InstanceLook.of(said);
                silence = look.manifest().isEmpty() && silence.isEmpty() ? look.lacksManifest() : silence;
                manifests.add(look.manifest());
            }
        } catch (BakeFailedException e) {
            silence = e.failure().detail();
        }
        manifests.remove("");
        return silence;
    }
}
