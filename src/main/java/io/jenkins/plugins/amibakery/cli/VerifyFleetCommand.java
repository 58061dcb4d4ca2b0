package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.fleet.ReplaceDrifted;
import io.jenkins.plugins.amibakery.engine.fleet.VerifyFleet;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery verify-fleet}: whether each instance that serves is what was baked and deployed. */
@Command(
        name = "verify-fleet",
        description =
                "Verify that each instance of a group, stack or tag is what was baked and deployed. Changes nothing without --replace.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:green: all of it is as it should be",
            "1:red: something differs; the report names it",
            "2:usage error or invalid input; nothing was started",
            "3:not known: something could not be read"
        })
final class VerifyFleetCommand implements Callable<Integer> {
    @Mixin
    private CloudOptions cloud;

    @Option(names = "--group", paramLabel = "NAME", defaultValue = "", descriptionKey = "fleet.group")
    private String group;

    @Option(names = "--stack", paramLabel = "NAME", defaultValue = "", descriptionKey = "fleet.stack")
    private String stack;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", defaultValue = "", descriptionKey = "fleet.tag")
    private String tag;

    @Option(names = "--ami", paramLabel = "AMI", defaultValue = "", descriptionKey = "fleet.ami")
    private String ami;

    @Option(names = "--allow", paramLabel = "FILE", defaultValue = "", descriptionKey = "fleet.allow")
    private String allow;

    @Option(names = "--manifest", paramLabel = "FILE", defaultValue = "", descriptionKey = "fleet.manifest")
    private String manifest;

    @Option(names = "--replace", descriptionKey = "fleet.replace")
    private boolean replace;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        VerifyFleet asked = new VerifyFleet(
                surroundings.anyRegion().map(Object::toString).orElse(""),
                group,
                stack,
                VerifyFleet.key(tag),
                VerifyFleet.value(tag),
                ami,
                allow,
                manifest);
        Terminal progress = Terminal.on(System.err);
        FleetReport report;
        try (Cloud there = new AwsCloud(surroundings.access())) {
            UseCase<FleetReport> work = replace ? new ReplaceDrifted(asked) : asked;
            report = work.run(new Workplace(Path.of(""), Map.of(), line -> progress.faint(line + " ...")), there);
        }
        if (json) {
            System.out.println(ReportJson.of(report.tree()));
        } else {
            print(report.verdict(), report.notes(), Terminal.on(System.out));
        }
        return ExitCode.of(report.verdict());
    }

    /** The first of the notes says how it went. */
    static void print(Verdict verdict, List<String> notes, Terminal terminal) {
        switch (verdict) {
            case GREEN -> terminal.good(notes.get(0));
            case RED -> terminal.bad(notes.get(0));
            case NOT_KNOWN -> terminal.strong(notes.get(0));
        }
        notes.subList(1, notes.size()).forEach(terminal::line);
    }
}
