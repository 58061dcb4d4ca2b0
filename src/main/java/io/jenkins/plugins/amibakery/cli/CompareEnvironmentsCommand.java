package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.CompareEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery compare-environments}: whether one environment is a replica of another. */
@Command(
        name = "compare-environments",
        description =
                "Compare two environments: AMI, manifest of each instance, templates and parameters. Changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:green: they are alike",
            "1:red: something differs that must not; the report names it",
            "2:usage error or invalid input; nothing was started",
            "3:not known: something could not be read"
        })
final class CompareEnvironmentsCommand implements Callable<Integer> {
    @Mixin
    private CloudOptions cloud;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            required = true,
            description = "The stack of the first environment.")
    private String stack;

    @Option(
            names = "--with",
            paramLabel = "NAME",
            required = true,
            description = "The stack of the second environment.")
    private String other;

    @Option(
            names = "--with-region",
            paramLabel = "REGION",
            defaultValue = "",
            description = "The region of the second stack. By default that of the first.")
    private String otherRegion;

    @Option(
            names = "--allow",
            paramLabel = "FILE",
            defaultValue = "",
            description = "A file with one name of a parameter a line that may differ; * stands for any characters.")
    private String allow;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        String region = surroundings.anyRegion().map(Object::toString).orElse("");
        CompareEnvironments asked =
                new CompareEnvironments(region, stack, otherRegion.isEmpty() ? region : otherRegion, other, allow);
        Terminal progress = Terminal.on(System.err);
        ComparedEnvironments report;
        try (Cloud there = new AwsCloud(surroundings.access())) {
            report = asked.run(new Workplace(Path.of(""), Map.of(), line -> progress.faint(line + " ...")), there);
        }
        if (json) {
            System.out.println(ReportJson.of(report.tree()));
        } else {
            VerifyFleetCommand.print(report.verdict(), report.notes(), Terminal.on(System.out));
        }
        return ExitCode.of(report.verdict());
    }
}
