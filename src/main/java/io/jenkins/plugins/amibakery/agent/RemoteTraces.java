package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.BuildTrace;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of {@link PackerFacts} is needed to conclude a bake, on its way.
 *
 * @param artifacts the AMIs packer named as its result
 * @param imageIds every image it named
 * @param failures what failed
 * @param keyPairs names of temporary key pairs
 * @param securityGroups names of temporary security groups
 * @param instances ids of build instances
 * @param imageNames names under which images were to be created
 * @param copyRegions codes of other regions into which images were to be copied
 * @param sourceAmis the base AMI of each packer build
 * @param builds what packer itself said of each build
 * @param results ids of all that packer's own artifact lines name
 */
public record RemoteTraces(
        ArrayList<RemoteAmi> artifacts,
        ArrayList<String> imageIds,
        ArrayList<RemoteFailure> failures,
        ArrayList<String> keyPairs,
        ArrayList<String> securityGroups,
        ArrayList<String> instances,
        ArrayList<String> imageNames,
        ArrayList<String> copyRegions,
        HashMap<String, String> sourceAmis,
        ArrayList<BuildTrace> builds,
        ArrayList<String> results)
        implements Serializable {

    /** Takes from a log's facts. */
    public static RemoteTraces of(PackerFacts facts) {
        ArrayList<String> ids = new ArrayList<>();
        facts.imageIds().values().forEach(some -> some.forEach(id -> ids.add(id.value())));
        ArrayList<RemoteFailure> failures = new ArrayList<>();
        facts.failures().forEach(failure -> failures.add(RemoteFailure.of(failure)));
        HashMap<String, String> sources = new HashMap<>();
        facts.sourceAmis().forEach((builder, id) -> sources.put(builder, id.value()));
        return new RemoteTraces(
                RemoteAmi.of(facts.artifacts()),
                ids,
                failures,
                new ArrayList<>(facts.keyPairs()),
                new ArrayList<>(facts.securityGroups()),
                new ArrayList<>(facts.instances()),
                new ArrayList<>(facts.imageNames()),
                facts.copyRegions().stream().map(Region::code).collect(Collectors.toCollection(ArrayList::new)),
                sources,
                new ArrayList<>(facts.builds()),
                new ArrayList<>(facts.results()));
    }

    /** The facts again, without what is not needed any more. */
    PackerFacts facts() {
        Map<String, AmiId> sources = new LinkedHashMap<>();
        sourceAmis.forEach((builder, id) -> sources.put(builder, new AmiId(id)));
        return new PackerFacts(
                artifacts.stream().map(RemoteAmi::baked).toList(),
                Map.of("", imageIds.stream().map(AmiId::new).collect(Collectors.toSet())),
                failures.stream().map(RemoteFailure::failure).toList(),
                List.of(),
                new LinkedHashSet<>(keyPairs),
                new LinkedHashSet<>(securityGroups),
                new LinkedHashSet<>(instances),
                new LinkedHashSet<>(imageNames),
                copyRegions.stream().map(Region::new).collect(Collectors.toSet()),
                Set.of(),
                sources,
                Map.of(),
                false,
                builds,
                new LinkedHashSet<>(results));
    }
}
