package io.jenkins.plugins.amibakery.cli;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whether AMIs of an earlier bake may stand for a bake. */
final class ReuseOptions {
    @Option(names = "--reuse", descriptionKey = "bake.reuse")
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
