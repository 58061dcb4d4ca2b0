package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bake on this machine, from request to report, by a packer that says what it is told to and in a cloud of a few things. */
@Timeout(120)
class BakeSessionTest {
    private static final Region HERE = new Region("us-west-2");
    private static final AmiId MADE = new AmiId("ami-0d53cc9bd365ad65b");
    private static final String INSTANCE = "i-3928afdd1a237cebe";
    private static final String LAUNCHED = """
            1,,ui,say,==> web: Found Image ID: ami-0aaaaaaaaaaaaaaaa
            1,,ui,say,==> web: Launching a source AWS instance...
            1,,ui,say,==> web: Instance ID: i-3928afdd1a237cebe
            """;
    private static final String BAKED = LAUNCHED + """
            1,,ui,message,    web: the word is hunter2hunter2
            9,web,artifact-count,1
            9,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b
            """;
    private static final String FAILED = LAUNCHED + """
            1,,ui,error,==> web: Script exited with non-zero exit status: 1. Allowed exit codes are: [0]
            1,,ui,error,Build 'web' errored after 3 seconds: Script exited with non-zero exit status: 1
            """;

    @TempDir
    private Path directory;

    private final FakeCloud cloud = new FakeCloud().has(HERE, MADE).runs(HERE, INSTANCE);
    private final AtomicInteger clouds = new AtomicInteger();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Optional<String> endpoint = Optional.empty();
    private PlayedPacker packer;

    @BeforeEach
    void template() throws IOException {
        Files.writeString(
                directory.resolve("image.json"),
                "{\"variables\": {\"bake_id\": \"\", \"region\": \"\", \"word\": \"\"},"
                        + " \"builders\": [{\"type\": \"amazon-ebs\", \"name\": \"web\", \"source_ami\": \"ami-0aaaaaaaaaaaaaaaa\"}]}");
        packer = new PlayedPacker(directory);
    }

    @AfterEach
    void nothingSecretWasShown() throws IOException {
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
        assertThat(packer.words()).as("in argv").doesNotContain("hunter2");
    }

    @Test
    void aBakeIsReportedWithItsAmiWhichCarriesItsLineage() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.SUCCESS);
        assertThat(report.packerVersion()).isEqualTo("1.6.6");
        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
        assertThat(report.duration()).isPositive();
        assertThat(cloud.ami(MADE).tags())
                .containsEntry(Tags.BAKE_ID, "b-1")
                .containsEntry(Tags.RECIPE, "image")
                .containsEntry(Tags.SOURCE_AMI, "ami-0aaaaaaaaaaaaaaaa");
        assertThat(cloud.ami(MADE).imdsV2Required()).isTrue();
        assertThat(cloud.removed).isEmpty();
        assertThat(Schema.of("bake").faults(report.tree())).isEmpty();
        assertThat(screen()).contains("Baking image.json with packer 1.6.6 in us-west-2", "the word is ****");
    }

    @Test
    void theTemplateGetsWhatItDeclares() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");

        bake(request().build());

        assertThat(packer.words())
                .contains("-var bake_id=b-1 -var region=us-west-2")
                .contains("-var-file=");
    }

    @Test
    void aScriptThatFailsIsTheFailureAndItsInstanceIsLookedFor() throws Exception {
        packer.that("1.6.6", FAILED, "exit 1");

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.FAILURE);
        assertThat(report.failures()).extracting(Failure::cause).containsExactly(FailureCause.PROVISIONER);
        assertThat(report.amis()).isEmpty();
        assertThat(cloud.looked).contains(HERE);
        assertThat(ExitCode.of(report)).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPackerThatIsKilledIsNotTakenForASuccessWhateverItPrinted() throws Exception {
        packer.that("1.6.6", BAKED, "kill -9 $$");

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.FAILURE);
        assertThat(ExitCode.of(report)).as("its AMI is there").isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void aPackerThatMakesNothingIsNoSuccess() throws Exception {
        packer.that("1.6.6", "1,,ui,say,Build 'web' finished.\n", "exit 0");

        assertThat(bake(request().build()).amis()).isEmpty();
    }

    @Test
    void anAmiThatTheCloudHasNotIsAFailure() throws Exception {
        packer.that("1.6.6", BAKED.replace("ami-0d53cc9bd365ad65b", "ami-0ffffffffffffffff"), "exit 0");

        BakeReport report = bake(request().build());

        assertThat(report.failures()).extracting(Failure::cause).containsExactly(FailureCause.AMI_GONE);
    }

    @Test
    void aCancelWhileItsAmisAreAskedForRemovesWhatWasMade() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");
        cloud.interruptions = 1;

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.CANCELLED);
        assertThat(cloud.looked).contains(HERE);
        assertThat(ExitCode.of(report)).isEqualTo(ExitCode.CANCELLED);
        assertThat(Thread.interrupted()).as("what is left to do is done").isFalse();
    }

    @Test
    void tagsThatAreRefusedDoNotHideTheAmi() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");
        cloud.refusesTags = true;

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.FAILURE);
        assertThat(report.failures().get(0).detail()).contains("ec2:CreateTags is refused");
        assertThat(report.amis()).extracting(BakedAmi::id).containsExactly(MADE);
    }

    @Test
    void aCloudThatDoesNotAnswerTheSweepIsSaidAndNotSilence() throws Exception {
        packer.that("1.6.6", FAILED, "exit 1");
        cloud.refusesLooks = true;

        BakeReport report = bake(request().build());

        assertThat(report.outcome()).isEqualTo(BakeOutcome.FAILURE);
        assertThat(report.failures().toString() + report.leftovers()).contains("no route");
    }

    @Test
    void withoutATemplateNothingIsStartedAndNoCloudAsked() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");

        assertThatThrownBy(() -> bake(BakeRequest.of("b-1", Path.of("no-such.json"))
                        .directory(directory)
                        .packer(packer.program().toString())
                        .build()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("no-such.json");

        assertThat(packer.words()).isEmpty();
        assertThat(clouds).hasValue(0);
    }

    @Test
    void aProgramThatIsNoPackerBakesNothing() throws Exception {
        packer.of("echo 'packer 9 of the guitar'; exit 0");

        assertThatThrownBy(() -> bake(request().build()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("does not behave like packer");
    }

    @Test
    void aPackerThatIsTooOldBakesNothing() throws Exception {
        packer.that("1.5.9", BAKED, "exit 0");

        assertThatThrownBy(() -> bake(request().build()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("is packer 1.5.9, too old");
        assertThat(packer.words()).doesNotContain("build");
    }

    @Test
    void aVariableThatTheTemplateDoesNotDeclareBakesNothing() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");

        assertThatThrownBy(() -> bake(request().variables(Map.of("wrod", "x")).build()))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("wrod");
        assertThat(packer.words()).doesNotContain("build");
    }

    @Test
    void aTemplateThatWouldGoToAwsItselfIsBakedFromACopyThatDoesNot() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");
        endpoint = Optional.of("http://localhost:5000");

        bake(request().endpoint(endpoint).build());

        assertThat(packer.words()).contains("build").containsPattern("ami-bakery-\\d+/image.json");
        assertThat(screen()).contains("with custom_endpoint_ec2, without which packer 1.6.6 would bake in AWS itself");
    }

    @Test
    void whereTheTimeWentIsKnownAfterwards() throws Exception {
        packer.that("1.6.6", BAKED, "exit 0");
        Terminal terminal = terminal();
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(5))) {
            BakeSession session = session(terminal, cancel);
            BakeReport report = session.bake(request().build());

            assertThat(new BakeOutput(report, session.decision(), session.key()).json(session.timings()))
                    .contains("\"plan\"", "\"packer\"", "\"cloud\"")
                    .doesNotContain("\"reuse\"");
            assertThat(session.decision()).isEmpty();
        }
    }

    private BakeRequest.Builder request() {
        return BakeRequest.of("b-1", Path.of("image.json"))
                .directory(directory)
                .packer(packer.program().toString())
                .region(Optional.of(HERE))
                .secretVariables(Map.of("word", "hunter2hunter2"));
    }

    private BakeReport bake(BakeRequest request) throws Exception {
        Terminal terminal = terminal();
        try (Cancellation cancel = new Cancellation(terminal, Duration.ofSeconds(5))) {
            return session(terminal, cancel).bake(request);
        }
    }

    private BakeSession session(Terminal terminal, Cancellation cancel) throws IOException {
        Path scratch = Files.createDirectories(directory.resolve("scratch"));
        return new BakeSession(
                surroundings(),
                () -> {
                    clouds.incrementAndGet();
                    return cloud;
                },
                new BakeView(terminal, false),
                cancel,
                new LockUse(LockUse.Mode.NONE, "", scratch.toString()),
                new ReuseOptions());
    }

    private CliEnvironment surroundings() {
        return new CliEnvironment(
                Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        directory.toString(),
                        "XDG_STATE_HOME",
                        directory + "/state",
                        "XDG_CACHE_HOME",
                        directory + "/cache"),
                Optional.of(HERE),
                endpoint,
                Map.of(),
                Optional.of("192.0.2.1/32"));
    }

    private Terminal terminal() {
        return new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    }

    private String screen() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
