package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which AMIs get into a protected environment. */
class DeployGateTest {
    private static final String GOOD = "ami-0aaaaaaaaaaaaaaaa";
    private static final String BAD = "ami-0bbbbbbbbbbbbbbbb";
    private static final String PARTLY = "ami-0cccccccccccccccc";
    private static final String NEW = "ami-0dddddddddddddddd";

    private final Map<String, TestResult.Told> tests = new HashMap<>(Map.of(
            GOOD, new TestResult.Told(Verdict.PASSED, "testAmi passed", Instant.EPOCH),
            BAD, new TestResult.Told(Verdict.FAILED, "testAmi failed: [Health]", Instant.EPOCH),
            PARTLY, new TestResult.Told(Verdict.NOT_KNOWN, "testAmi not known in whole: [Health]", Instant.EPOCH)));
    private final DeployGate gate = new DeployGate("prod"::equals, ami -> Optional.ofNullable(tests.get(ami)));

    private void deploy(String environment, String ami, String... parameters) {
        gate.require(DeployAction.DEPLOY, environment, ami, List.of(parameters));
    }

    @Test
    void anAmiThatPassedMayGoAnywhere() {
        assertThatCode(() -> deploy("prod", GOOD, "t3.micro", GOOD)).doesNotThrowAnyException();
        assertThatCode(() -> deploy("dev", GOOD)).doesNotThrowAnyException();
    }

    @Test
    void anyOtherIsRefusedWithWhatItsTestCameTo() {
        assertThatThrownBy(() -> deploy("prod", BAD))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageContaining(
                        "prod is protected, and " + BAD + " did not pass a test: testAmi failed: [Health].");
        assertThatThrownBy(() -> deploy("prod", PARTLY)).hasMessageContaining("not known in whole");
        assertThatThrownBy(() -> deploy("prod", NEW)).hasMessageContaining("none is attested");
    }

    @Test
    void anAmiInAParameterIsAnAmiToo() {
        assertThatThrownBy(() -> deploy("prod", null, "t3.micro", " " + NEW + " "))
                .hasMessageContaining(NEW);
        assertThatThrownBy(() -> deploy("prod", GOOD, BAD)).hasMessageContaining(BAD);
    }

    @Test
    void otherEnvironmentsAndDeploymentsWithoutAnAmiAreLeftAlone() {
        assertThatCode(() -> deploy("dev", BAD)).doesNotThrowAnyException();
        assertThatCode(() -> deploy("prod", null, "t3.micro")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(value = DeployAction.class, mode = EnumSource.Mode.EXCLUDE, names = "DEPLOY")
    void onlyADeploymentIsRefused(DeployAction action) {
        assertThatCode(() -> gate.require(action, "prod", BAD, List.of())).doesNotThrowAnyException();
    }
}
