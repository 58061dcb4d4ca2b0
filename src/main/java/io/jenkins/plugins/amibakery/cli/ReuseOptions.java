package io.jenkins.plugins.amibakery.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whether AMIs of an earlier bake may stand for a bake. */
final class ReuseOptions {
    @Option(
            names = "--reuse",
            description =
                    "Report the AMIs of an earlier bake of the very same recipe, if they are there; bake otherwise.")
    private boolean reuse;

    @Mixin
    private InputOptions inputs = new InputOptions();

    boolean isAsked() {
        return reuse;
    }

    List<String> inputs() {
        return inputs.globs();
    }
}
