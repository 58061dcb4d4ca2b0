package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTest {
    private static final PlanDigest PLAN = plan("ami-0d53cc9bd365ad65b");
    private static final PlanDigest OTHER = plan("ami-0bf6cf6a57a3dae02");
    private static final PlanDigest GAPS = new PlanDigest("dev", "", "f", Map.of(), List.of("the vpc is missing"));

    private static PlanDigest plan(String ami) {
        return new PlanDigest("dev", ami, "f", Map.of("us-west-2/web", "1"), List.of());
    }

    private static Approval of(PlanDigest plan) {
        return new Approval(plan.value(), Optional.of(plan), "ami-0aaaaaaaaaaaaaaaa", "");
    }

    private static Approval ofDigestOnly(String digest) {
        return new Approval(digest, Optional.empty(), "", "nobody here made that one");
    }

    private static void refused(Approval approval, PlanDigest now, String message) {
        assertThatThrownBy(() -> approval.require(now, ""))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void thePlanThatWasApprovedMayBeDeployed() {
        assertThatCode(() -> of(PLAN).require(plan(PLAN.ami()), "")).doesNotThrowAnyException();
        assertThatCode(() -> ofDigestOnly(PLAN.value()).require(PLAN, "")).doesNotThrowAnyException();
    }

    @Test
    void ofAPlanThatChangedSinceItsApprovalIsSaidWhatHasMoved() {
        refused(
                of(PLAN),
                OTHER,
                "Since the approval: the AMI is ami-0bf6cf6a57a3dae02 and was ami-0d53cc9bd365ad65b. Plan again,");
    }

    @Test
    void anotherDeploymentInBetweenIsSaidFirst() {
        assertThatThrownBy(() -> of(PLAN).require(OTHER, "ami-0bbbbbbbbbbbbbbbb"))
                .hasMessageStartingWith(
                        "Since the approval: the AMI to be replaced was ami-0aaaaaaaaaaaaaaaa and is now ami-0bbbbbbbbbbbbbbbb; the AMI is ");
    }

    @Test
    void whereOnlyTheDigestIsKnownThatIsSaid() {
        refused(
                ofDigestOnly(PLAN.value()),
                OTHER,
                "The plan is now " + OTHER.value() + " (dev, ami-0bf6cf6a57a3dae02) and not the approved "
                        + PLAN.value() + "; nobody here made that one, so what has moved is not known.");
    }

    @Test
    void anIncompletePlanCannotBeApprovedWhateverItsDigest() {
        refused(of(GAPS), GAPS, "The plan is incomplete: the vpc is missing.");
        refused(of(GAPS), PLAN, "The plan is incomplete: the vpc is missing.");
        refused(ofDigestOnly(GAPS.value()), GAPS, "The plan is incomplete: the vpc is missing.");
    }
}
