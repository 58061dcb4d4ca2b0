package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery bake}: bakes a template and reports the AMIs. */
@Command(
        name = "bake",
        description = "Bake a packer template and report the AMIs it made.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BakeCommand implements Callable<Integer> {
    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private ReuseOptions reuse;

    @Mixin
    private LockOptions lock;

    @Option(names = "--force", descriptionKey = "bake.force")
    private boolean force;

    @Option(names = "--parallel", paramLabel = "N", descriptionKey = "bake.parallelBuilds")
    private int parallel;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", descriptionKey = "bake.tags")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--await", paramLabel = "SECONDS", descriptionKey = "bake.awaitSeconds")
    private long await;

    @Mixin
    private BakeRun run;

    @Override
    public Integer call() throws IOException {
        reuse.freshFor();
        CliEnvironment surroundings = recipe.surroundings();
        BakeRequest request = request(surroundings);
        return run.bake(request, surroundings, lock.mode(), lock.file(request), reuse);
    }

    private BakeRequest request(CliEnvironment surroundings) {
        tags.putIfAbsent(Tags.STARTED_BY, StartedBy.in(surroundings.environment()));
        return recipe.request(surroundings)
                .force(force)
                .parallelBuilds(parallel)
                .tags(tags)
                .awaitTimeout(Duration.ofSeconds(await))
                .build();
    }
}
