package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import java.util.List;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployAmiTest {
    private static final String DEV = "deployAmi environment: 'dev', ami: 'ami-0d53cc9bd365ad65b'";

    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @Test
    void insideANodeItUsesItsWorkspace() {
        jenkinsfile.run("node('linux') { " + DEV + " }");

        Calls.areAsRecorded("deployAmi", jenkinsfile.tree());
    }

    @Test
    void withALabelNoExecutorIsHeldWhileSomebodyDecides() {
        jenkinsfile.run(DEV + ", label: 'linux', approve: true, submitter: 'ops', approvalHours: 0");

        Calls.areAsRecorded("deployAmi-approved", jenkinsfile.tree());
    }

    @Test
    void everythingForRunwayIsHandedOn() {
        jenkinsfile.run(DEV + """
                , region: 'us-west-2', modules: ['web.cfn'], parameters: [A: 1], secretParameters: [B: 'C'], profile: 'p', runway: 'rw',
                roleArn: 'arn:x', externalId: 'e', sessionSeconds: 900, graceSeconds: 5, releaseLock: true, smokeTest: false""");

        assertThat(jenkinsfile.calls("runwayDeploy").get(1)).isEqualTo("""
                runwayDeploy([environment: 'dev', ami: 'ami-0d53cc9bd365ad65b', directory: 'runway', region: 'us-west-2', \
                modules: ['web.cfn'], parameters: [A: 1], secretParameters: [B: 'C'], profile: 'p', roleArn: 'arn:x', \
                externalId: 'e', sessionSeconds: 900, runway: 'rw', graceSeconds: 5, releaseLock: true])""");
    }

    private static CauseOfInterruption because(String description) {
        return new CauseOfInterruption() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getShortDescription() {
                return description;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "Rejected by alice, Rejected by alice.",
        "Aborted by alice, Aborted by alice.",
        "Timeout has been exceeded, Nobody answered within 72 hours.",
        "'', The build was aborted.",
    })
    void aRefusalEndsTheBuildAndDeploysNothing(String description, String evidence) {
        jenkinsfile.on("input", question -> {
            throw new FlowInterruptedException(Result.ABORTED, true, because(description));
        });

        assertThatThrownBy(() -> jenkinsfile.run(DEV + ", approve: true")).isInstanceOf(FlowInterruptedException.class);
        assertThat(jenkinsfile.calls("runwayDeploy")).singleElement().asString().contains("action: 'plan'");
        assertThat(jenkinsfile.calls("runwayCheck"))
                .containsExactly("runwayCheck([environment: 'dev', name: 'Approval', verdict: 'failed', evidence:"
                        + " '" + evidence + "'])");
    }

    @Test
    void anAbortDuringThePlanIsNoPlanThatCannotBeMade() {
        jenkinsfile.on("runwayDeploy", given -> {
            throw new FlowInterruptedException(Result.ABORTED, true);
        });

        assertThatThrownBy(() -> jenkinsfile.run(DEV)).isInstanceOf(FlowInterruptedException.class);
        assertThat(jenkinsfile.calls("runwayDeploy")).hasSize(1);
    }

    @Test
    void whereNothingIsYetToPlanOnItIsDeployedAndSaidSo() {
        noPlan();

        jenkinsfile.run(DEV);

        assertThat(jenkinsfile.calls("echo"))
                .containsExactly("echo('Couldn't create a plan for dev: The bucket is not there yet.')");
        assertThat(jenkinsfile.calls("runwayDeploy")).hasSize(2);
    }

    @Test
    void whoApprovesIsToldThatThereIsNoPlan() {
        noPlan();

        jenkinsfile.run(DEV + ", approve: true");

        assertThat(jenkinsfile.calls("input").get(0))
                .contains(
                        "message: 'Deploy?', ok: 'Deploy to dev', parameters: [[$class: 'DeploymentApprovalParameter',"
                                + " environment: 'dev']]");
        assertThat(jenkinsfile.calls("runwayDeploy").get(1)).doesNotContain("approved");
    }

    @Test
    void whoWantsWholePlansIsNotEvenAsked() {
        noPlan();

        assertThat(jenkinsfile.failure(DEV + ", approve: true, incompletePlan: 'fail'"))
                .isEqualTo("The bucket is not there yet.");
        assertThat(jenkinsfile.calls("input")).isEmpty();
    }

    @Test
    void aPlanWithGapsIsNotApprovedWhereWholePlansAreWanted() {
        jenkinsfile.on(
                "runwayDeploy",
                given -> Map.of(
                        "plan",
                        Map.of("whole", false, "digest", "", "gaps", List.of("web needs vpc")),
                        "stacks",
                        List.of()));

        assertThat(jenkinsfile.failure(DEV + ", approve: true, incompletePlan: 'fail'"))
                .isEqualTo(
                        "deployAmi: the plan of dev is incomplete: web needs vpc. Deploy what it lacks first, for example by its"
                                + " tags.");
    }

    @Test
    void aStackWithoutTheAddressIsTold() {
        assertThat(jenkinsfile.failure(DEV + ", smokeOutput: 'Address'"))
                .isEqualTo(
                        "deployAmi: no stack of dev has the output 'Address' with the address to ask; there are: Url. Give"
                                + " smokeOutput or smokeUrl, or smokeTest: false.");
    }

    @Test
    void anAddressCanBeGiven() {
        jenkinsfile.run(DEV + ", smokeUrl: 'https://web.example.com', smokePath: '/up', smokeSeconds: 5");

        assertThat(jenkinsfile.calls("withEnv"))
                .containsExactly("withEnv(['SMOKE_URL=https://web.example.com/up', 'SMOKE_SECONDS=5'])");
    }

    @Test
    void aTestOfOnesOwnGetsWhatWasDeployed() {
        jenkinsfile.run(DEV + ", smokeTest: { deployed -> echo \"test ${deployed.stacks[0].outputs.Url}\" }");

        assertThat(jenkinsfile.calls("echo")).containsExactly("echo('test http://web')");
        assertThat(jenkinsfile.calls("sh")).isEmpty();
        assertThat(jenkinsfile.calls("runwayCheck")).singleElement().asString().contains("verdict: 'passed'");
    }

    @Test
    void aTestOfOnesOwnThatFailsIsKeptWithItsReason() {
        assertThat(jenkinsfile.failure(DEV + ", smokeTest: { error 'no login page' }"))
                .isEqualTo("no login page");
        assertThat(jenkinsfile.calls("runwayCheck"))
                .singleElement()
                .asString()
                .contains(
                        "name: 'Smoke test', verdict: 'failed', evidence: 'The Pipeline\'s own test failed: no login page'"
                                .replace("\\", ""));
    }

    private void noPlan() {
        jenkinsfile.on("runwayDeploy", given -> {
            if (((Map<?, ?>) given.get(0)).containsKey("action")) {
                throw new Jenkinsfile.Failed("The bucket is not there yet.");
            }
            return Map.of("stacks", List.of(Map.of("outputs", Map.of("Url", "http://web"))));
        });
    }
}
