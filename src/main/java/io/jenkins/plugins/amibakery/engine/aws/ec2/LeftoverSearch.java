package io.jenkins.plugins.amibakery.engine.aws.ec2;

import io.jenkins.plugins.amibakery.engine.aws.access.IamQuery;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import io.jenkins.plugins.amibakery.engine.ownership.BakeTraces;
import io.jenkins.plugins.amibakery.engine.ownership.Ownership;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** One look for what one bake may have left in one region. It changes nothing, and decides nothing. */
final class LeftoverSearch {
    private static final Logger LOG = Logger.getLogger(LeftoverSearch.class.getName());

    private static final Filter SPOT_TEMPLATES =
            Ec2Filters.beginsWith("launch-template-name", "packer-fleet-launch-template-");

    private final Ec2Listing listing;
    private final IamQuery iam;
    private final Region region;
    private final BakeTraces traces;

    LeftoverSearch(Ec2Listing listing, IamQuery iam, Region region, BakeTraces traces) {
        this.listing = listing;
        this.iam = iam;
        this.region = region;
        this.traces = traces;
    }

    RegionFacts all() {
        List<KeyPairInfo> keys = keyPairs();
        List<SecurityGroup> groups = securityGroups();
        List<Instance> instances = instances(keys, groups);
        keys.addAll(keysOf(instances, keys));
        groups.addAll(groupsOf(instances, groups));
        List<LaunchTemplate> templates = launchTemplates(instances);
        List<Volume> volumes = volumes(instances);
        List<Image> images = images(instances);
        List<Snapshot> snapshots = snapshots(images, volumes);
        standing(snapshots, images);
        return new RegionFacts(
                region,
                keys.stream().map(Ec2Facts::of).toList(),
                groups.stream().map(this::group).toList(),
                templates.stream().map(Ec2Facts::of).toList(),
                iam.roles(region, both(own(BuildTrace::role), own(BuildTrace::profile))),
                iam.profiles(region, both(own(BuildTrace::role), own(BuildTrace::profile))),
                instances.stream().map(one -> Ec2Facts.of(one, region)).toList(),
                volumes.stream().map(Ec2Facts::of).toList(),
                images.stream().map(one -> Ec2Facts.of(one, region)).toList(),
                snapshots.stream().map(Ec2Facts::of).toList());
    }

    /** The filter for the bake's own tag; empty when the bake has no id, and then nothing is asked. */
    private List<Filter> tagged() {
        return traces.bakeId().isBlank() ? List.of() : List.of(Ec2Filters.is("tag:" + Tags.BAKE_ID, traces.bakeId()));
    }

    private Set<String> own(Function<BuildTrace, String> part) {
        return traces.builds().stream()
                .map(part)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> both(Collection<String> some, Collection<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What has one of these values, and what has the bake's tag; each once. */
    private <T> List<T> look(
            Map<String, ? extends Collection<String>> wanted, Function<Filter, List<T>> list, Function<T, String> id) {
        Map<String, T> found = new LinkedHashMap<>();
        wanted.forEach((filter, values) -> Ec2Filters.inPortions(
                        values, some -> list.apply(Ec2Filters.anyOf(filter, some)))
                .forEach(one -> found.putIfAbsent(id.apply(one), one)));
        tagged().forEach(mine -> list.apply(mine).forEach(one -> found.putIfAbsent(id.apply(one), one)));
        return new ArrayList<>(found.values());
    }

    private List<KeyPairInfo> keyPairs() {
        Set<String> names = both(traces.hints().keyPairs(), own(BuildTrace::keyPair));
        return look(Map.of("key-name", names), listing::keyPairs, KeyPairInfo::keyName);
    }

    private List<SecurityGroup> securityGroups() {
        Set<String> names = both(traces.hints().securityGroups(), own(BuildTrace::group));
        return look(Map.of("group-name", names), listing::securityGroups, SecurityGroup::groupId);
    }

    private List<LaunchTemplate> launchTemplates(List<Instance> instances) {
        Set<String> ids = own(BuildTrace::launchTemplate);
        List<LaunchTemplate> found = new ArrayList<>(
                ids.stream().flatMap(id -> listing.launchTemplate(id).stream()).toList());
        if (traces.builds().stream().anyMatch(BuildTrace::hidesTemplate)) {
            Set<String> launched = instances.stream()
                    .filter(one -> traces.instances().contains(one.instanceId()))
                    .map(one -> text(AmiMapper.tags(one.tags()).get(Ec2Facts.LAUNCH_TEMPLATE)))
                    .collect(Collectors.toSet());
            found.addAll(hidden(
                    launched, own(build -> build.hidesTemplate() && !build.keyRefused() ? build.keyPair() : "")));
        }
        return found;
    }

    /** What packer made for a Spot instance without telling its id: of packer's name, with its instance or for a key that it drew. */
    private List<LaunchTemplate> hidden(Set<String> launched, Set<String> keys) {
        try {
            return listing.launchTemplates(SPOT_TEMPLATES).stream()
                    .filter(one -> !traces.plan().isOlder(Ec2Facts.of(one).created()))
                    .filter(one -> launched.contains(one.launchTemplateId())
                            || listing.keysOf(one).stream()
                                    .anyMatch(key -> keys.contains(key) && Ownership.isDrawn(key)))
                    .toList();
        } catch (BakeFailedException e) {
            LOG.log(Level.FINE, e, () -> "Launch templates of Spot instances are not known");
            return List.of();
        }
    }

    /** A key, a group or a template leads to instances only if packer itself spoke of it: others may be shared among many. */
    private List<Instance> instances(List<KeyPairInfo> keys, List<SecurityGroup> groups) {
        Set<String> ownKeys = own(build -> build.keyRefused() ? "" : build.keyPair());
        Set<String> ownGroups = own(build -> build.groupRefused() ? "" : build.group());
        return look(
                Map.of(
                        "instance-id",
                        traces.instances(),
                        "key-name",
                        keys.stream()
                                .map(KeyPairInfo::keyName)
                                .filter(ownKeys::contains)
                                .filter(Ownership::isDrawn)
                                .toList(),
                        "instance.group-id",
                        groups.stream()
                                .filter(group ->
                                        ownGroups.contains(group.groupName()) && Ownership.isDrawn(group.groupName()))
                                .map(SecurityGroup::groupId)
                                .toList(),
                        "tag:" + Ec2Facts.LAUNCH_TEMPLATE,
                        own(BuildTrace::launchTemplate)),
                listing::instances,
                Instance::instanceId);
    }

    /** A log that is lost told neither the key nor the group of an instance; the instance still does. They are named, no more. */
    private List<KeyPairInfo> keysOf(List<Instance> instances, List<KeyPairInfo> known) {
        Set<String> names = instances.stream()
                .map(one -> text(one.keyName()))
                .filter(Ownership::isDrawn)
                .collect(Collectors.toCollection(TreeSet::new));
        known.forEach(key -> names.remove(key.keyName()));
        return Ec2Filters.inPortions(names, some -> listing.keyPairs(Ec2Filters.anyOf("key-name", some)));
    }

    private List<SecurityGroup> groupsOf(List<Instance> instances, List<SecurityGroup> known) {
        Set<String> ids = instances.stream()
                .flatMap(one -> one.securityGroups().stream())
                .filter(group -> Ownership.isDrawn(text(group.groupName())))
                .map(GroupIdentifier::groupId)
                .collect(Collectors.toCollection(TreeSet::new));
        known.forEach(group -> ids.remove(group.groupId()));
        return Ec2Filters.inPortions(ids, some -> listing.securityGroups(Ec2Filters.anyOf("group-id", some)));
    }

    private GroupFact group(SecurityGroup group) {
        Set<String> users = new HashSet<>();
        for (NetworkInterface network : listing.interfaces(Ec2Filters.is("group-id", group.groupId()))) {
            boolean ofInstance =
                    network.attachment() != null && network.attachment().instanceId() != null;
            users.add(ofInstance ? network.attachment().instanceId() : "");
        }
        return new GroupFact(group.groupId(), text(group.groupName()), text(group.description()), users);
    }

    private List<Volume> volumes(List<Instance> instances) {
        Set<String> ids = instances.stream().map(Instance::instanceId).collect(Collectors.toSet());
        return look(
                Map.of("attachment.instance-id", ids, "volume-id", traces.volumes(region)),
                listing::volumes,
                Volume::volumeId);
    }

    /** The results of the bake too: what they stand on stays. */
    private List<Image> images(List<Instance> instances) {
        Set<String> ids = Stream.concat(traces.hints().images().stream(), traces.kept().stream())
                .filter(id -> id.startsWith("ami-"))
                .collect(Collectors.toSet());
        Set<String> of = both(
                traces.instances(), instances.stream().map(Instance::instanceId).toList());
        return look(
                Map.of("image-id", ids, "name", traces.hints().imageNames(), "source-instance-id", of),
                listing::images,
                Image::imageId);
    }

    private List<Snapshot> snapshots(List<Image> images, List<Volume> volumes) {
        Set<String> ids = images.stream()
                .flatMap(image -> AmiMapper.snapshots(image).stream())
                .map(one -> one.id())
                .collect(Collectors.toSet());
        Set<String> of = both(
                traces.volumes(region), volumes.stream().map(Volume::volumeId).toList());
        return look(Map.of("snapshot-id", ids, "volume-id", of), listing::snapshots, Snapshot::snapshotId);
    }

    /**
     * Images of any name that stand on a snapshot: their maker needs it. Where this cannot be asked, EC2 itself does not let such
     * a snapshot go.
     */
    private void standing(List<Snapshot> snapshots, List<Image> images) {
        Set<String> known = images.stream().map(Image::imageId).collect(Collectors.toSet());
        Set<String> ids = snapshots.stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        try {
            Ec2Filters.inPortions(
                            ids, some -> listing.images(Ec2Filters.anyOf("block-device-mapping.snapshot-id", some)))
                    .stream()
                    .filter(image -> known.add(image.imageId()))
                    .forEach(images::add);
        } catch (BakeFailedException e) {
            LOG.log(Level.FINE, e, () -> "What stands on snapshots is not known");
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
