package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.results.record.Deployed;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which deployments are attested. */
class DeployAttestationsTest {
    private static final String AMI = "ami-0aaaaaaaaaaaaaaaa";

    private static DeploymentRecord ended(DeploymentRecord record) {
        record.setAmis(List.of(AMI));
        record.setRunwayDone();
        return record;
    }

    @Test
    void aDeploymentIsAttestedHoweverItEnded() {
        DeploymentRecord good = ended(Deployed.done("qa", AMI, "us-west-2", 1));
        DeploymentRecord bad = ended(Deployed.failed("qa", AMI, 1));

        assertThat(List.of(good, bad)).allMatch(DeployAttestations::isOne);
        assertThat(DeployAttestations.failure(good)).isEmpty();
        assertThat(DeployAttestations.failure(bad)).isEqualTo("It broke.");
    }

    @Test
    void oneThatRunsOrEndedBeforeRunwayBeganIsNot() {
        DeploymentRecord running = Deployed.running("d", DeployAction.DEPLOY, "qa", AMI, 1);
        DeploymentRecord early = Deployed.failed("qa", AMI, 1);
        running.setAmis(List.of(AMI));
        early.setAmis(List.of(AMI));

        assertThat(List.of(running, early)).noneMatch(DeployAttestations::isOne);
    }

    @Test
    void aPlanAndADeploymentWithoutAnAmiAreNot() {
        DeploymentRecord plan = ended(Deployed.done(DeployAction.PLAN, "qa", AMI, "us-west-2", 1));
        DeploymentRecord bare = ended(Deployed.done("qa", "", "us-west-2", 1));
        bare.setAmis(List.of());

        assertThat(List.of(plan, bare)).noneMatch(DeployAttestations::isOne);
    }

    @Test
    void aFailureWithoutAWordIsStillOne() {
        DeploymentRecord record = Deployed.running("d", DeployAction.DEPLOY, "qa", AMI, 1);

        assertThat(DeployAttestations.failure(record)).isNotEmpty();
    }
}
