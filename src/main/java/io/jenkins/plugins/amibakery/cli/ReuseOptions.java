package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.Age;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say whether AMIs of an earlier bake may stand for a bake. */
final class ReuseOptions {
    @Option(names = "--reuse", descriptionKey = "bake.reuse")
    private boolean reuse;

    @Option(names = "--fresh-for", paramLabel = "AGE", descriptionKey = "bake.freshFor")
    private String freshFor;

    @Mixin
    private InputOptions inputs = new InputOptions();

    boolean isAsked() {
        return reuse;
    }

    /**
     * For how long an AMI is taken although parts are not settled; empty for never.
     *
     * @throws IllegalArgumentException with one line when it is no age, or nothing is to be reused
     */
    Optional<Duration> freshFor() {
        Optional<Duration> age = Age.parse("--fresh-for", freshFor);
        if (age.isPresent() && !reuse) {
            throw new IllegalArgumentException("--fresh-for says which AMIs --reuse takes; give --reuse too.");
        }
        return age;
    }

    List<String> inputs() {
        return inputs.globs();
    }
}
