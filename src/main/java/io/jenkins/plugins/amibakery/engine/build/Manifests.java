package io.jenkins.plugins.amibakery.engine.build;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.packer.PackerManifest;
import io.jenkins.plugins.amibakery.engine.packer.WrittenAmis;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files into which packer writes what it made, as they were before it ran.
 *
 * @param files their paths, absolute
 * @param runsBefore which run had written each of them last; one that was not there, or could not be read, is missing
 */
public record Manifests(List<String> files, Map<String, String> runsBefore) implements Serializable {
    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public Manifests {
        Limits.texts("the manifests of a template", files, Limits.BUILDS, Limits.PATH);
        Limits.texts("the runs before", runsBefore, Limits.BUILDS, Limits.PATH);
        files = List.copyOf(files);
        runsBefore = Map.copyOf(runsBefore);
    }

    /** As they are now. */
    public static Manifests before(List<Path> files) {
        Map<String, String> runs = new HashMap<>();
        files.forEach(file -> PackerManifest.lastRunUuid(file).ifPresent(run -> runs.put(file.toString(), run)));
        return new Manifests(files.stream().map(Path::toString).toList(), runs);
    }

    /** What they tell of the run after that; see {@link WrittenAmis#in}. */
    public WrittenAmis written(Instant notBefore) {
        Map<Path, Optional<String>> before = new LinkedHashMap<>();
        files.forEach(name -> before.put(Path.of(name), Optional.ofNullable(runsBefore.get(name))));
        return WrittenAmis.in(before, notBefore);
    }
}
