package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Lineage;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.fleet.CompareEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    @Option(names = "--stack", paramLabel = "NAME", required = true, descriptionKey = "compare.stack")
    private String stack;

    @Option(names = "--with", paramLabel = "NAME", required = true, descriptionKey = "compare.with")
    private String other;

    @Option(names = "--with-region", paramLabel = "REGION", defaultValue = "", descriptionKey = "compare.withRegion")
    private String otherRegion;

    @Option(names = "--allow", paramLabel = "FILE", defaultValue = "", descriptionKey = "compare.allow")
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
            report = asked.run(new Workplace(Path.of(""), Map.of(), line -> progress.faint(line + " ...")), there)
                    .proven((one, other) -> attested(surroundings, one, other));
        }
        if (json) {
            System.out.println(ReportJson.of(report.tree()));
        } else {
            VerifyFleetCommand.print(report.verdict(), report.notes(), Terminal.on(System.out));
        }
        return ExitCode.of(report.verdict());
    }

    private static Optional<String> attested(CliEnvironment surroundings, AmiId one, AmiId other) throws IOException {
        try (Store store = LocalAttestations.store(surroundings)) {
            return new Lineage(
                            new Attestations(store),
                            new LocalTrust(surroundings.environment()).trust().verifier())
                    .common(one, other);
        }
    }
}
