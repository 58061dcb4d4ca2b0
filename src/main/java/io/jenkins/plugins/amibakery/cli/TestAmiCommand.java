package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.boot.TestAmi;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ami-bakery test-ami}: launches an AMI in a network without ways out, and says whether it is good. */
@Command(
        name = "test-ami",
        description = {
            "Launch an AMI in a network without ways out, and say whether it boots, fetches nothing, and passes your script.",
            "Exit codes: 0 passed, 1 failed, 3 not known."
        },
        mixinStandardHelpOptions = true)
final class TestAmiCommand implements Callable<Integer> {
    @Mixin
    private CloudOptions cloud;

    @Parameters(paramLabel = "AMI", descriptionKey = "test.ami")
    private String ami;

    @Option(names = "--health-url", paramLabel = "URL", defaultValue = "", descriptionKey = "test.healthUrl")
    private String healthUrl;

    @Option(names = "--script", paramLabel = "FILE", defaultValue = "", descriptionKey = "test.script")
    private String script;

    @Option(names = "--budget", paramLabel = "SECONDS", descriptionKey = "test.budgetSeconds")
    private int budgetSeconds;

    @Option(names = "--user-data", paramLabel = "FILE", defaultValue = "", descriptionKey = "test.userData")
    private String userData;

    @Option(names = "--subnet", paramLabel = "ID", defaultValue = "", descriptionKey = "test.subnetId")
    private String subnet;

    @Option(names = "--instance-type", paramLabel = "TYPE", defaultValue = "", descriptionKey = "test.instanceType")
    private String instanceType;

    @Option(names = "--timeout", paramLabel = "SECONDS", descriptionKey = "test.timeoutSeconds")
    private int timeoutSeconds;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CliEnvironment surroundings = cloud.surroundings();
        LocalAttestations.requirePlace(surroundings);
        Region region = surroundings.requiredRegion();
        TestAmi test = new TestAmi(
                ami,
                region.code(),
                BakeIds.next(),
                script,
                healthUrl,
                userData,
                subnet,
                instanceType,
                budgetSeconds,
                timeoutSeconds);
        Terminal progress = Terminal.on(System.err);
        AmiTest tested;
        Cancellation cancel = new Cancellation(progress, Duration.ZERO, Cancellation.Words.TEST);
        try (cancel;
                Cloud there = new AwsCloud(surroundings.access())) {
            tested = test.run(new Workplace(Path.of(""), Map.of(), progress::line), there);
        } catch (InterruptedException e) {
            progress.bad("Cancelled; the test's instance is ended.");
            return ExitCode.CANCELLED;
        }
        print(tested);
        try {
            LocalAttestations.keep(surroundings, tested);
        } catch (IllegalArgumentException | IOException e) {
            progress.bad("Not attested: " + e.getMessage());
        }
        return ExitCode.of(tested.outcome());
    }

    private void print(AmiTest tested) {
        if (json) {
            System.out.println(ReportJson.of(tested.tree()));
            return;
        }
        Terminal terminal = Terminal.on(System.out);
        for (String note : tested.notes()) {
            terminal.line(note);
        }
    }
}
