package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.bake.ConcludeBake;
import io.jenkins.plugins.amibakery.engine.bake.LookForTraces;
import io.jenkins.plugins.amibakery.engine.bake.PlanBake;
import io.jenkins.plugins.amibakery.engine.bake.PlannedBake;
import io.jenkins.plugins.amibakery.engine.bake.PrepareBake;
import io.jenkins.plugins.amibakery.engine.bake.WarmUpCalls;
import io.jenkins.plugins.amibakery.engine.build.Manifests;
import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.LockChange;
import io.jenkins.plugins.amibakery.engine.model.LockUpdate;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sight;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import io.jenkins.plugins.amibakery.engine.rebake.AmiRef;
import io.jenkins.plugins.amibakery.engine.rebake.SurveyImages;
import io.jenkins.plugins.amibakery.engine.rebake.SurveyPackages;
import io.jenkins.plugins.amibakery.engine.reuse.ComputeKey;
import io.jenkins.plugins.amibakery.engine.reuse.FindReusable;
import io.jenkins.plugins.amibakery.engine.reuse.KeyedBake;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.reuse.SignAmis;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCallTest {
    private static final PackerTold PACKER = PackerTold.read(
            "packer", "1.16.0", "/p/github.com/hashicorp/amazon/packer-plugin-amazon_v1.3.2_x5.0_linux_amd64");
    private static final Masker MASKER = new Masker(List.of("hunter22"));

    @TempDir
    Path workspace;

    /** What a piece of work does, by name, as a lambda must not cross. */
    private record Told(String what) implements UseCase<String> {
        @Override
        public String run(Workplace place, Cloud cloud) throws IOException {
            switch (what) {
                case "bake" -> throw new BakeFailedException(FailureCause.TEMPLATE_ERROR, "hunter22 is wrong");
                case "deploy" -> throw new DeployFailedException(DeployFailureCause.RUNWAY_MISSING, "no runway");
                case "credentials" -> throw new BakeFailedException(FailureCause.CREDENTIALS, "AuthFailure");
                case "argument" -> throw new IllegalArgumentException("Not a region:\n'x'.");
                case "disk" -> throw new IOException("disk full");
                case "nothing" -> {
                    return null;
                }
                default -> {
                    return place.directory() + " " + place.environment().get("AWS_REGION");
                }
            }
        }
    }

    private EngineAnswer<String> asked(String what) throws Exception {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>(Map.of("AWS_REGION", "us-west-2")));
        EngineCall<String> call = Wire.sent(new EngineCall<>(new Told(what), identity, null));
        return Wire.sent(call.invoke(workspace.toFile(), null));
    }

    @Test
    void workIsDoneInTheWorkspaceAndInItsEnvironment() throws Exception {
        assertThat(asked("").of(String.class, MASKER)).isEqualTo(workspace + " us-west-2");
    }

    @Test
    void aRefusalIsOneLineOfTheController() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("bake").of(String.class, MASKER))
                .withMessageStartingWith("**** is wrong. ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("deploy").of(String.class, MASKER))
                .withMessageStartingWith("no runway. ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asked("argument").of(String.class, MASKER))
                .withMessage("Not a region: 'x'.");
    }

    @Test
    void refusedCredentialsAreNamed() throws Exception {
        RemoteIdentity old = RemoteIdentity.ofEnvironment(new HashMap<>())
                .withKeys(new StaticKeys("AKIAOLD", "secret", Optional.empty()), "aws-old");

        assertThat(new EngineCall<>(new Told("credentials"), old, null)
                        .invoke(workspace.toFile(), null)
                        .refusal())
                .startsWith("AuthFailure (credentials 'aws-old'). Check the AWS credentials");
        assertThat(asked("credentials").refusal()).startsWith("AuthFailure. Check the AWS credentials");
    }

    @Test
    void whatIsNoRefusalGoesOnAsItIs() {
        assertThatThrownBy(() -> asked("disk")).isInstanceOf(IOException.class).hasMessage("disk full");
    }

    @Test
    void anAnswerOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> asked("nothing").of(String.class, MASKER));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void anotherThingThanWasAskedForIsRefused() {
        EngineAnswer answer = EngineAnswer.done(7);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer.of(String.class, MASKER))
                .withMessage("The agent answers something else than was asked.");
    }

    @Test
    void aRefusalIsNeverLong() throws Exception {
        assertThat(EngineAnswer.refused("x".repeat(100_000)).refusal()).hasSizeLessThan(5_000);
        byte[] sent = Wire.written(EngineAnswer.refused("no"));
        byte[] swollen = Swollen.of(sent, "no", "x".repeat(60_000));

        assertThatThrownBy(() -> Wire.read(swollen))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("the reason of a refusal has 60000 characters");
    }

    @Test
    void keysGivenOutrightAreSetForPackerAndEveryOtherIdentityIsCleared() throws Exception {
        Files.writeString(workspace.resolve("image.json"), "{\"builders\": [{\"type\": \"null\"}]}");
        RemoteIdentity identity = new RemoteIdentity(
                null,
                "AKIAGIVEN",
                "given",
                null,
                null,
                null,
                null,
                0,
                null,
                new HashMap<>(Map.of("AWS_PROFILE", "agents")));

        PlannedBake plan = new EngineCall<>(plan(), identity, null)
                .invoke(workspace.toFile(), null)
                .of(PlannedBake.class, MASKER);

        assertThat(plan.environment())
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAGIVEN")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "given")
                .containsEntry("AWS_PROFILE", "")
                .containsEntry("AWS_SESSION_TOKEN", "");
        assertThat(Wire.sent(plan)).isEqualTo(plan);
    }

    private PlanBake plan() {
        BakeRequest request = BakeRequest.of("img-1-00000000", "image.json").build();
        return new PlanBake(request, PACKER, lock());
    }

    private LockUse lock() {
        return new LockUse(LockUse.Mode.NONE, "", workspace.resolve("scratch").toString());
    }

    private ConcludeBake conclusion() {
        PackerRun run = new PackerRun();
        PackerLog.readAll("""
                1,,ui,say,==> web: Found Image ID: ami-0aaaaaaaaaaaaaaaa
                1,,ui,say,==> web: Creating temporary keypair: packer_1
                1,,ui,say,==> web: Launching a source AWS instance...
                1,,ui,say,==> web: Instance ID: i-3928afdd1a237cebe
                1,,ui,error,==> web: Something is wrong
                9,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b
                """, event -> run.accept(event, Instant.EPOCH));
        return new ConcludeBake(
                BakeRequest.of("b-1", "image.json").tags(Map.of("Team", "web")).build(),
                PACKER,
                lock(),
                new CommandOutcome(0, Duration.ofSeconds(1), false),
                run.facts(),
                new Manifests(List.of("/m.json"), Map.of("/m.json", "u1")),
                Instant.MIN,
                List.of("us-west-2"),
                new Plan(1, Map.of("web", List.of("eu-west-1"))),
                Sightings.NONE,
                "");
    }

    private FindReusable reuse() {
        BakeKey key = BakeKey.of(
                List.of(new KeyPart(KeyPart.Kind.FILE, "a.sh", "a".repeat(64), "")),
                List.of(new Floating("a.sh", 1, "apt", "any version", Settling.REPOSITORIES)));
        KeyedBake bake = new KeyedBake(key, List.of(BakeTarget.of("web", Set.of(new Region("us-west-2")))), Map.of());
        TrustedKey trusted = new TrustedKey(Signer.fresh().verifyingKey(), Set.of("job2"), false);
        return new FindReusable(
                bake, "web", key, new ReuseTrust("job1", Set.of("job2"), List.of(trusted)), null, Map.of(), "/nowhere");
    }

    @Test
    void aReportCrossesWhole() throws Exception {
        BakeReport report = new BakeReport(
                "b-1",
                BakeOutcome.FAILURE,
                "1.6.6",
                List.of(BakedAmi.named("web", new Region("us-west-2"), new AmiId("ami-0d53cc9bd365ad65b"))),
                List.of(Failure.of(FailureCause.AMI_GONE, "gone")),
                List.of(new PhaseTime("web", Phase.LAUNCH, Duration.ofSeconds(1))),
                List.of(Leftover.found(Leftover.Kind.KEY_PAIR, "packer_1", new Region("us-west-2"))),
                Duration.ofSeconds(7),
                new LockUpdate("a.lock.json", true, List.of(new LockChange("web", "", "1")), List.of("web")),
                Map.of("nginx", "1"),
                List.of("a note"));

        assertThat(Wire.sent(report)).isEqualTo(report);
    }

    @Test
    void everyKindOfWorkCrosses() throws Exception {
        Region region = new Region("us-west-2");
        AmiId ami = new AmiId("ami-0d53cc9bd365ad65b");
        for (UseCase<?> work : List.of(
                new LookForTraces(new Sight.Due(Sight.At.INSTANCE, "i-0123abcd"), List.of("us-west-2")),
                new SignAmis(Map.of()),
                new WarmUpCalls(List.of("us-west-2")),
                plan(),
                new PrepareBake(BakeRequest.of("b-1", "image.json").build(), PACKER.version()),
                conclusion(),
                reuse(),
                new SurveyPackages(List.of(), ""),
                new SurveyImages(List.of(BaseImageQuery.of(region, ami)), List.of(new AmiRef(region, ami))))) {
            assertThat(Wire.sent(work)).isEqualTo(work);
        }
        ComputeKey key =
                new ComputeKey(plan().request(), PACKER, lock(), List.of("*"), new byte[16], "/known", true, null);
        assertThat(Wire.sent(key)).hasToString(key.toString());
    }
}
