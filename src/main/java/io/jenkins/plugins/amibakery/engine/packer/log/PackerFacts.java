package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What packer's log has told so far. Builds have the names packer's manifest gives them, texts are as packer wrote them: not
 * masked.
 *
 * @param artifacts the AMIs packer named as its result, each once; complete at packer's end
 * @param imageIds every image packer said it was making, by build: also those of a build that failed, copies only from
 *     the moment packer names them, and those whose region packer masked in the artifact
 * @param failures what failed, diagnosed; packer may tell of something here that it survived, so they count when packer's
 *     exit code is not 0
 * @param phases how long each phase of each build took; the last of a build that still runs up to the last line
 * @param keyPairs names of temporary key pairs
 * @param securityGroups names of temporary security groups
 * @param instances ids of build instances
 * @param imageNames names under which images were to be created
 * @param copyRegions other regions into which images were to be copied, under the same names
 * @param snapshots ids of snapshots packer tagged or modified
 * @param sourceAmis the base AMI packer found, by build
 * @param lastLines the last lines of each build, for a person who wants to know more
 * @param cancelled whether packer said that it was interrupted
 * @param builds what packer itself said of each build, in lines that no script can have printed
 * @param results ids of all that packer's own artifact lines name, AMIs and others, each once
 * @param withoutAmi builds that made no AMI and were not meant to, by name: what they made instead, on one line; empty for one that
 *     was told to make none
 * @param openToAll builds whose instance's port packer opened to the whole Internet
 */
public record PackerFacts(
        List<BakedAmi> artifacts,
        Map<String, Set<AmiId>> imageIds,
        List<Failure> failures,
        List<PhaseTime> phases,
        Set<String> keyPairs,
        Set<String> securityGroups,
        Set<String> instances,
        Set<String> imageNames,
        Set<Region> copyRegions,
        Set<String> snapshots,
        Map<String, AmiId> sourceAmis,
        Map<String, List<String>> lastLines,
        boolean cancelled,
        List<BuildTrace> builds,
        Set<String> results,
        Map<String, String> withoutAmi,
        Set<String> openToAll)
        implements Serializable {
    public PackerFacts {
        Limits.number("the builds of a log", imageIds.size(), Limits.BUILDS + 1);
        Limits.number("the artifacts of a log", artifacts.size(), Limits.IMAGES);
        builds = List.copyOf(builds);
        results = ordered(results);
        artifacts = List.copyOf(artifacts);
        Map<String, Set<AmiId>> images = new LinkedHashMap<>();
        imageIds.forEach((build, ids) -> images.put(build, ordered(ids)));
        imageIds = Collections.unmodifiableMap(images);
        failures = List.copyOf(failures);
        phases = List.copyOf(phases);
        keyPairs = ordered(keyPairs);
        securityGroups = ordered(securityGroups);
        instances = ordered(instances);
        imageNames = ordered(imageNames);
        copyRegions = ordered(copyRegions);
        snapshots = ordered(snapshots);
        sourceAmis = Collections.unmodifiableMap(new LinkedHashMap<>(sourceAmis));
        Map<String, List<String>> lines = new LinkedHashMap<>();
        lastLines.forEach((build, some) -> lines.put(build, List.copyOf(some)));
        lastLines = Collections.unmodifiableMap(lines);
        withoutAmi = Collections.unmodifiableMap(new LinkedHashMap<>(withoutAmi));
        openToAll = ordered(openToAll);
    }

    /** The same without the last lines, which no conclusion needs and nobody has masked. */
    public PackerFacts withoutLines() {
        return with(Map.of(), cancelled);
    }

    /** The same where the one that started packer knows better whether that was cancelled. */
    public PackerFacts notCancelled() {
        return with(lastLines, false);
    }

    /** Whether every build that packer ran made no AMI and was not meant to; false where it ran none. */
    public boolean needsNoAmi() {
        return !withoutAmi.isEmpty() && withoutAmi.keySet().containsAll(imageIds.keySet());
    }

    private PackerFacts with(Map<String, List<String>> lines, boolean interrupted) {
        return new PackerFacts(
                artifacts,
                imageIds,
                failures,
                phases,
                keyPairs,
                securityGroups,
                instances,
                imageNames,
                copyRegions,
                snapshots,
                sourceAmis,
                lines,
                interrupted,
                builds,
                results,
                withoutAmi,
                openToAll);
    }

    private static <T> Set<T> ordered(Set<T> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }
}
