package io.jenkins.plugins.amibakery.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The option for files that decide an image and that its template does not name. */
final class InputOptions {
    @Option(names = "--inputs", paramLabel = "GLOB", descriptionKey = "bake.inputs")
    private List<String> inputs = List.of();

    List<String> globs() {
        return inputs;
    }
}
