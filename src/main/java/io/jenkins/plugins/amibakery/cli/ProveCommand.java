package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.prove.ProofRecords;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport;
import io.jenkins.plugins.amibakery.engine.prove.Prove;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ami-bakery prove}: whether two environments are immutable, proof by proof. */
@Command(
        name = "prove",
        description = "Show for each proof of docs/incidents.md whether two environments pass it, and since when."
                + " Changes nothing but, with --drill, the size of one group for a while.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:green: all of it is as it should be",
            "1:red: something is not; the report names it",
            "2:usage error or invalid input; nothing was started",
            "3:not known: something could not be read"
        })
final class ProveCommand implements Callable<Integer> {
    @Mixin
    private CloudOptions cloud;

    @Option(names = "--stack", paramLabel = "NAME", required = true, descriptionKey = "prove.stack")
    private String stack;

    @Option(names = "--with", paramLabel = "NAME", required = true, descriptionKey = "prove.with")
    private String other;

    @Option(names = "--with-region", paramLabel = "REGION", defaultValue = "", descriptionKey = "prove.withRegion")
    private String otherRegion;

    @Option(names = "--allow", paramLabel = "FILE", defaultValue = "", descriptionKey = "prove.allow")
    private String allow;

    @Option(names = "--allow-files", paramLabel = "FILE", defaultValue = "", descriptionKey = "prove.allowFiles")
    private String allowFiles;

    @Option(names = "--copies", paramLabel = "REGIONS", defaultValue = "", descriptionKey = "prove.copies")
    private String copies;

    @Option(names = "--accounts", paramLabel = "IDS", defaultValue = "", descriptionKey = "prove.accounts")
    private String accounts;

    @Option(names = "--drill", paramLabel = "COUNT", descriptionKey = "prove.drill")
    private int drill;

    @Option(names = "--budget", paramLabel = "SECONDS", descriptionKey = "prove.budgetSeconds")
    private int budgetSeconds;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        String region = surroundings.anyRegion().map(Object::toString).orElse("");
        Prove asked = new Prove(
                region,
                stack,
                otherRegion.isEmpty() ? region : otherRegion,
                other,
                allow,
                allowFiles,
                copies,
                accounts,
                drill,
                budgetSeconds,
                "");
        Terminal progress = Terminal.on(System.err);
        ProofReport read;
        Cancellation cancel = new Cancellation(progress, Duration.ZERO, Cancellation.Words.DRILL);
        try (cancel;
                Cloud there = new AwsCloud(surroundings.access())) {
            read = asked.run(new Workplace(Path.of(""), Map.of(), line -> progress.faint(line + " ...")), there);
        } catch (InterruptedException e) {
            progress.bad("Cancelled; no group is larger than before.");
            return ExitCode.CANCELLED;
        }
        ProofReport report = completed(read, surroundings);
        if (json) {
            System.out.println(ReportJson.of(report.tree()));
        } else {
            VerifyFleetCommand.print(report.verdict(), report.notes(), Terminal.on(System.out));
        }
        return ExitCode.of(report.verdict());
    }

    private static ProofReport completed(ProofReport read, CliEnvironment surroundings) throws IOException {
        LocalTrust trust = new LocalTrust(surroundings.environment());
        try (Store store = LocalAttestations.store(surroundings)) {
            ProofRecords records = new ProofRecords(store, trust.trust().verifier());
            records.keepDrill(read, trust.signer());
            return records.completed(read);
        }
    }
}
