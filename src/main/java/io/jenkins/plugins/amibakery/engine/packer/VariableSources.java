package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of a template's variables come from, beside its defaults.
 *
 * @param clear values given in clear; they win over files
 * @param secret values that nobody may see; they win over everything
 * @param files var files that are named, relative to {@code directory}; of two the later wins
 * @param directory where packer runs
 * @param environment what packer finds in its environment
 */
public record VariableSources(
        Map<String, String> clear,
        Map<String, String> secret,
        List<Path> files,
        Path directory,
        Map<String, String> environment) {
    public VariableSources {
        clear = new LinkedHashMap<>(clear);
        secret = new LinkedHashMap<>(secret);
        files = List.copyOf(files);
        directory = directory.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Does not give the values away. */
    @Override
    public String toString() {
        return "VariableSources[" + clear.keySet() + ", secret " + secret.keySet() + ", " + files + "]";
    }
}
