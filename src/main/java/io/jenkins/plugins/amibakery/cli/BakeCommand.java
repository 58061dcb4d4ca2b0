package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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

    @Option(names = "--force", description = "Deregister an AMI of the same name first.")
    private boolean force;

    @Option(names = "--parallel", paramLabel = "N", description = "Packer builds at once; 0 means no limit.")
    private int parallel;

    @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "A further tag for AMIs and snapshots.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--await",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "How long to wait for an AMI to become available (default: ${DEFAULT-VALUE}).")
    private long await;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long packer may clean up after a cancel (default: ${DEFAULT-VALUE}).")
    private long grace;

    @Option(names = "--quiet", description = "Show phases and the report, not what packer prints.")
    private boolean quiet;

    @Option(
            names = "--json",
            description = "Print the report as one JSON object on standard output; the rest goes to standard error.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = Terminal.on(json ? System.err : System.out);
        Surroundings surroundings = recipe.surroundings();
        BakeRequest request = request(surroundings);
        BakeView view = new BakeView(terminal, quiet);
        try (Cancel cancel = new Cancel(terminal, Duration.ofSeconds(grace))) {
            BakeSession session = new BakeSession(surroundings, view, cancel);
            BakeReport report = session.bake(request);
            if (json) {
                System.out.println(ReportJson.of(report, session.timings()));
                System.out.flush();
            }
            ReportText.print(report, terminal);
            return Exit.of(report);
        } catch (InterruptedException | CancellationException e) {
            terminal.bad("Cancelled before anything was started.");
            return Exit.CANCELLED;
        }
    }

    private BakeRequest request(Surroundings surroundings) {
        return recipe.request(surroundings)
                .force(force)
                .parallelBuilds(parallel)
                .tags(tags)
                .awaitTimeout(Duration.ofSeconds(await))
                .build();
    }
}
