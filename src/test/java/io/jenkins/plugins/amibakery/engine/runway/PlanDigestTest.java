package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanDigestTest {
    private static final String OLD = "ami-0abc1230000000001";
    private static final String NEW = "ami-0abc1230000000002";

    private static PlanDigest of(String recording, String ami, String files) {
        return PlanDigest.of("dev", ami, files, Recorded.facts(recording), !recording.contains("fresh"));
    }

    @Test
    void equalPlansHaveEqualDigestsWhateverProcessPrintedThem() {
        PlanDigest one = of("plan-nochange", OLD, "f");
        assertThat(one.value())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(of("plan-nochange", OLD, "f").value());
        assertThat(one.stacks()).containsOnlyKeys("us-west-2/imgmgr-dev-vpc", "us-west-2/imgmgr-dev-asg");
        assertThat(one.stacks()).isEqualTo(of("plain/plan-nochange", OLD, "f").stacks());
        assertThat(one.isWhole()).isTrue();
    }

    @Test
    void whatMovedIsNamed() {
        PlanDigest approved = of("plan-nochange", OLD, "f");
        PlanDigest now = of("plan-newami", NEW, "f");
        assertThat(now.value()).isNotEqualTo(approved.value());
        assertThat(now.moved(approved))
                .containsExactly(
                        "the AMI is ami-0abc1230000000002 and was ami-0abc1230000000001",
                        "the plan for us-west-2/imgmgr-dev-asg has changed");
        assertThat(of("plan-nochange", OLD, "g").moved(approved))
                .containsExactly("the files of the deployment have changed");
        assertThat(approved.moved(approved)).isEmpty();
    }

    @Test
    void aPlanWithoutItsUpstreamIsIncompleteAndSaysWhatItLacks() {
        PlanDigest plan = of("plan-no-upstream", OLD, "f");
        assertThat(plan.isWhole()).isFalse();
        assertThat(plan.gaps())
                .anyMatch(gap -> gap.contains("asg (us-west-2)") && gap.contains("${rxref vpc.SubnetA}"));
        assertThat(of("plan-fresh", OLD, "f").isWhole()).isFalse();
    }

    @Test
    void outputsThatAreAboutToChangeMakeAPlanIncomplete() {
        RunwayRun run = new RunwayRun();
        RunwayEvent.Place at = new RunwayEvent.Place("app", "asg.cfn", "us-west-2");
        run.accept(
                new RunwayEvent.Planned(at, "imgmgr-dev-asg", "+VpcId = <inferred-change = imgmgr-dev-vpc.VpcId=Vpc>"));
        assertThat(PlanDigest.of("dev", OLD, "f", run.facts(), true).isWhole()).isFalse();
    }

    @Test
    void aPlanTooLongToCompareIsIncomplete() {
        RunwayRun run = new RunwayRun();
        RunwayOutput output = new RunwayOutput(run);
        byte[] log = ("[runway] 7 INFO shop-dev-app full changeset:\n" + "- ResourceChange\n".repeat(100_000)
                        + "[runway] 7 SUCCESS app:complete\n")
                .getBytes(StandardCharsets.UTF_8);
        output.feed(log, 0, log.length);
        output.end();
        assertThat(PlanDigest.of("dev", OLD, "f", run.facts(), true).gaps())
                .singleElement()
                .asString()
                .endsWith("has a plan too long to be compared");
    }
}
