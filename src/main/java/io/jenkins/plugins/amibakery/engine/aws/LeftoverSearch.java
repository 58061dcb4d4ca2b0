package io.jenkins.plugins.amibakery.engine.aws;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** One search for what one bake left in one region. It changes nothing. */
final class LeftoverSearch {
    private final Ec2Listing listing;
    private final Region region;
    private final BakeTraces traces;

    LeftoverSearch(Ec2Listing listing, Region region, BakeTraces traces) {
        this.listing = listing;
        this.region = region;
        this.traces = traces;
    }

    List<Leftover> all() {
        BuildInstances instances = BuildInstances.of(listing, traces);
        LeftoverImages images = new LeftoverImages(listing, traces, instances);
        List<Leftover> all = new ArrayList<>();
        add(all, Kind.INSTANCE, instances.alive());
        add(all, Kind.AMI, images.amis());
        add(all, Kind.SNAPSHOT, images.snapshots());
        add(all, Kind.VOLUME, new LeftoverVolumes(listing, instances).volumes(tagged()));
        add(all, Kind.SECURITY_GROUP, securityGroups());
        add(all, Kind.KEY_PAIR, keyPairs());
        return all;
    }

    private void add(List<Leftover> all, Kind kind, Collection<String> ids) {
        ids.stream()
                .sorted()
                .map(id -> new Leftover(kind, id, region, false, ""))
                .forEach(all::add);
    }

    /** The filter for the bake's own tag; empty when the bake has no id, and then nothing is asked. */
    private List<Filter> tagged() {
        return tagged(traces);
    }

    static List<Filter> tagged(BakeTraces traces) {
        return traces.bakeId().isBlank() ? List.of() : List.of(Ec2Filters.is("tag:" + Tags.BAKE_ID, traces.bakeId()));
    }

    private Set<String> securityGroups() {
        Set<String> names = drawnByPacker(traces.securityGroups());
        return ids(names, "group-name", listing::securityGroups, SecurityGroup::groupName, SecurityGroup::groupId);
    }

    private Set<String> keyPairs() {
        Set<String> names = drawnByPacker(traces.keyPairs());
        return ids(names, "key-name", listing::keyPairs, KeyPairInfo::keyName, KeyPairInfo::keyName);
    }

    /** Those of exactly these names, and those that carry the bake's tag. */
    private <T> Set<String> ids(
            Set<String> names,
            String filter,
            Function<Filter, List<T>> list,
            Function<T, String> name,
            Function<T, String> id) {
        List<T> found =
                new ArrayList<>(Ec2Filters.inPortions(names, some -> list.apply(Ec2Filters.anyOf(filter, some))));
        found.removeIf(one -> !names.contains(name.apply(one)));
        tagged().forEach(mine -> found.addAll(list.apply(mine)));
        return found.stream().map(id).collect(Collectors.toSet());
    }

    /**
     * Names that packer drew, {@code packer_} and a random part. A key of any other name may be one that a user shares among many
     * instances, so it leads nowhere.
     */
    static Set<String> drawnByPacker(Set<String> names) {
        return names.stream().filter(name -> name.startsWith("packer_")).collect(Collectors.toSet());
    }
}
