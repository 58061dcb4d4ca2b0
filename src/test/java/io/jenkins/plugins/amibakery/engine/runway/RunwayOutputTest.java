package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunwayOutputTest {
    private static List<String> verdicts(String name) {
        return Recorded.facts(name).stacks().stream()
                .map(stack -> stack.deployment() + "." + stack.module() + " " + stack.place() + " " + stack.status()
                        + " " + stack.reason())
                .toList();
    }

    @Test
    void everyStackHasItsLastStatusWithModuleAndRegion() {
        assertThat(verdicts("deploy"))
                .containsExactly(
                        "network.vpc.cfn vpc (us-west-2) COMPLETE creating new stack",
                        "app.asg.cfn asg (us-west-2) COMPLETE creating new stack");
    }

    @Test
    void runwaysOwnFormatIsReadAsWell() {
        assertThat(verdicts("plain/deploy-success"))
                .containsExactly(
                        "network.vpc.cfn cfngin-bucket (us-west-2) COMPLETE creating new stack",
                        "network.vpc.cfn vpc (us-west-2) COMPLETE creating new stack",
                        "app.asg.cfn asg (us-west-2) COMPLETE creating new stack");
        assertThat(verdicts("plain/deploy-nochange")).contains("network.vpc.cfn vpc (us-west-2) SKIPPED nochange");
        assertThat(verdicts("plain/destroy")).hasSize(2).allMatch(line -> line.endsWith("COMPLETE stack destroyed"));
        assertThat(verdicts("plain/destroy-again-nothing")).hasSize(2).allMatch(line -> line.contains("SKIPPED"));
    }

    @Test
    void parallelRegionsAreToldApart() {
        assertThat(verdicts("deploy-parallel-regions"))
                .contains("app.asg.cfn asg (eu-west-1) COMPLETE creating new stack")
                .anyMatch(line -> line.startsWith(
                        "app.asg.cfn asg (us-west-2) FAILED Stack: \"imgmgr-dev-asg\" cannot be updated"));
        RunwayFacts facts = Recorded.facts("deploy-parallel-regions");
        assertThat(facts.unfinished()).containsExactly("app.asg.cfn (us-west-2)");
        assertThat(facts.locks()).isEmpty();
    }

    @Test
    void aRollbackHasTheResourcesThatFailed() {
        StackVerdict asg = Recorded.facts("deploy-update-rolled-back").stacks().get(0);
        assertThat(asg.status()).isEqualTo(StackVerdict.Status.FAILED);
        assertThat(asg.reason()).isEqualTo("rolled back update");
        assertThat(asg.rollback()).isEqualTo("The following resource(s) failed to update: [AutoScalingGroup].");
    }

    @Test
    void theFirstFailingResourceIsTakenFromAVerboseLog() {
        RunwayRun run = new RunwayRun();
        RunwayOutput output = new RunwayOutput(run);
        byte[] log = """
                [runway] 7 NOTICE app.asg.cfn:processing module in us-west-2 (in progress)
                [runway] 7 VERBOSE [imgmgr-dev-asg] Alb AWS::ElasticLoadBalancingV2::LoadBalancer CREATE_FAILED (Quota exceeded)
                [runway] 7 VERBOSE [imgmgr-dev-asg] Asg AWS::AutoScaling::AutoScalingGroup CREATE_FAILED (Resource creation cancelled)
                [runway] 7 ERROR asg:failed (rolled back new stack)
                """.getBytes(StandardCharsets.UTF_8);
        output.feed(log, 0, log.length);
        output.end();
        assertThat(run.facts().stacks().get(0).firstFailure()).isEqualTo("Alb: Quota exceeded");
    }

    @Test
    void aReasonOfSeveralLinesIsKeptWhole() {
        StackVerdict bad = Recorded.facts("plain/deploy-invalid-yaml").stacks().get(1);
        assertThat(bad.stack()).isEqualTo("bad");
        assertThat(bad.reason()).startsWith("while parsing a flow mapping").contains("line 1, column 16");
    }

    @Test
    void aLockThatIsNotGivenBackIsNamed() {
        for (String killed : List.of("deploy-sigterm", "deploy-sigkill")) {
            assertThat(Recorded.facts(killed).locks()).singleElement().satisfies(lock -> {
                assertThat(lock.region()).isEqualTo("us-west-2");
                assertThat(lock.bucket()).isEqualTo("imgmgr-cfngin-us-west-2");
                assertThat(lock.key()).isEqualTo("persistent_graphs/imgmgr-dev/asg.json");
                assertThat(lock.code()).matches("[0-9a-f-]{36}");
            });
        }
        assertThat(Recorded.facts("deploy-sigint").locks()).isEmpty();
        assertThat(Recorded.facts("deploy").locks()).isEmpty();
    }

    @Test
    void aDestroyedGraphIsNoLockLeft() {
        assertThat(Recorded.facts("destroy").locks()).isEmpty();
    }

    @Test
    void modulesThatArePassedOverAreNamed() {
        RunwayFacts facts = Recorded.facts("deploy-other-environment");
        assertThat(facts.skipped()).hasSize(3).contains("app.asg.cfn (us-west-2): environment not in definition");
        assertThat(facts.stacks()).isEmpty();
        assertThat(facts.modulesDone()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 63, 1 << 20})
    void piecesOfAnySizeGiveTheSameEvents(int chunk) {
        for (String name :
                List.of("deploy-parallel-regions", "plan-newami", "deploy-protected", "plain/deploy-invalid-yaml")) {
            assertThat(Recorded.events(name, chunk)).isEqualTo(Recorded.events(name, 4096));
        }
    }

    @Test
    void anEndlessLineIsCut() {
        RunwayRun run = new RunwayRun();
        RunwayOutput output = new RunwayOutput(run);
        byte[] noise = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 50; i++) {
            output.feed(noise, 0, noise.length);
        }
        byte[] end = "\n[runway] 7 ERROR asg:failed (no)\n".getBytes(StandardCharsets.UTF_8);
        output.feed(end, 0, end.length);
        output.end();
        assertThat(run.facts().stacks())
                .singleElement()
                .extracting(StackVerdict::reason)
                .isEqualTo("no");
    }
}
