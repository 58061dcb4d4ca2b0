package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.steps.deploy.DeploymentQueue.Claim;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeploymentQueueTest {
    private final DeploymentQueue locks = DeploymentQueue.free();

    @Test
    void theSecondDeploymentOfTheSameStackWaitsForTheFirst() {
        assertThat(locks.enter(deploy("1", "dev", "vpc"))).isEmpty();

        assertThat(locks.enter(deploy("2", "dev", "vpc", "web")))
                .hasValueSatisfying(claim -> assertThat(claim.who()).isEqualTo("build 1"));

        locks.leave("1");
        assertThat(locks.enter(deploy("2", "dev", "vpc", "web"))).isEmpty();
    }

    @Test
    void otherEnvironmentsAndOtherStacksDoNotWait() {
        locks.enter(deploy("1", "dev", "vpc"));

        assertThat(locks.enter(deploy("2", "qa", "vpc"))).isEmpty();
        assertThat(locks.enter(deploy("3", "dev", "web"))).isEmpty();
    }

    @Test
    void plansLookAtTheSameTimeButNotDuringADeployment() {
        assertThat(locks.enter(plan("1"))).isEmpty();
        assertThat(locks.enter(plan("2"))).isEmpty();
        assertThat(locks.enter(deploy("3", "dev", "vpc"))).isPresent();

        locks.leave("1");
        locks.leave("2");
        assertThat(locks.enter(deploy("3", "dev", "vpc"))).isEmpty();
        assertThat(locks.enter(plan("4"))).isPresent();
    }

    @Test
    void whoCameFirstGoesFirst() {
        locks.enter(deploy("1", "dev", "vpc"));
        locks.enter(deploy("2", "dev", "vpc"));
        locks.enter(deploy("3", "dev", "vpc"));

        locks.leave("1");

        assertThat(locks.enter(deploy("3", "dev", "vpc")))
                .hasValueSatisfying(claim -> assertThat(claim.who()).isEqualTo("build 2"));
        assertThat(locks.enter(deploy("2", "dev", "vpc"))).isEmpty();
    }

    @Test
    void whoeverGivesUpWaitingHoldsUpNobody() {
        locks.enter(deploy("1", "dev", "vpc"));
        locks.enter(deploy("2", "dev", "vpc"));

        locks.leave("2");
        locks.leave("1");

        assertThat(locks.enter(deploy("3", "dev", "vpc"))).isEmpty();
    }

    @Test
    void whatRanBeforeARestartHoldsItsClaim() {
        locks.hold(deploy("1", "dev", "vpc"));

        assertThat(locks.enter(deploy("2", "dev", "vpc"))).isPresent();
        assertThat(locks.enter(deploy("1", "dev", "vpc"))).isEmpty();
    }

    private static Claim deploy(String id, String environment, String... things) {
        return new Claim(id, "build " + id, environment, Set.of(things), false);
    }

    private static Claim plan(String id) {
        return new Claim(id, "build " + id, "dev", Set.of("vpc"), true);
    }
}
