package io.jenkins.plugins.amibakery.engine.aws;

import io.jenkins.plugins.amibakery.engine.bakery.BakeTraces;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The instances a bake built on, gone ones included: what came of them is its own.
 *
 * @param ids all of them, those that EC2 has forgotten too
 * @param known those that EC2 still knows, by id
 */
record BuildInstances(Set<String> ids, Map<String, Instance> known) {
    static BuildInstances of(Ec2Listing listing, BakeTraces traces) {
        Map<String, Instance> known = new LinkedHashMap<>();
        List<Instance> named = Ec2Filters.inPortions(
                traces.instances(), some -> listing.instances(Ec2Filters.anyOf("instance-id", some)));
        add(known, named);
        Set<String> keys = LeftoverSearch.drawnByPacker(traces.keyPairs());
        List<Instance> keyed =
                Ec2Filters.inPortions(keys, some -> listing.instances(Ec2Filters.anyOf("key-name", some)));
        add(known, keyed.stream().filter(one -> keys.contains(one.keyName())).toList());
        if (!traces.bakeId().isBlank()) {
            Filter tagged = Ec2Filters.is("tag:" + Tags.BAKE_ID, traces.bakeId());
            add(known, listing.instances(tagged));
        }
        Set<String> ids = new TreeSet<>(traces.instances());
        ids.addAll(known.keySet());
        return new BuildInstances(ids, known);
    }

    private static void add(Map<String, Instance> known, List<Instance> found) {
        found.forEach(instance -> known.put(instance.instanceId(), instance));
    }

    /** Those not terminated yet, so those left over. */
    List<String> alive() {
        return known.values().stream()
                .filter(instance -> instance.state() == null || instance.state().name() != InstanceStateName.TERMINATED)
                .map(Instance::instanceId)
                .sorted()
                .toList();
    }

    /** When each was launched; what is older cannot have come of it. */
    Map<String, Instant> launched() {
        Map<String, Instant> launched = new HashMap<>();
        known.forEach((id, instance) -> launched.put(id, instance.launchTime()));
        return launched;
    }
}
