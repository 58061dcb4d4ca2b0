package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** nightlyProofs tests what runs, proves, and says by the build's result what came of it. */
class NightlyProofsTest {
    private static final String CALL = "nightlyProofs stack: 'qa', with: 'prod', credentialsId: 'aws', drill: 2";

    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @BeforeEach
    void fleets() {
        jenkinsfile.on(
                "verifyFleet",
                given -> Map.of(
                        "region",
                        "us-west-2",
                        "instances",
                        List.of(Map.of("ami", Jenkinsfile.AMI), Map.of("ami", Jenkinsfile.AMI), Map.of("ami", ""))));
        proves("green");
    }

    private void proves(String verdict) {
        jenkinsfile.on(
                "prove",
                given -> Map.of(
                        "verdict",
                        verdict,
                        "rows",
                        List.of(
                                row("I1.1", "every instance runs the AMI", "green", "2 instances"),
                                row("I1.2", "nobody can log in", verdict, "it has a key pair"))));
    }

    private static Map<String, String> row(String proof, String title, String verdict, String evidence) {
        return Map.of("proof", proof, "title", title, "verdict", verdict, "evidence", evidence);
    }

    @Test
    void eachAmiThatRunsIsTestedOnceBeforeTheProofs() {
        jenkinsfile.run(CALL);

        assertThat(jenkinsfile.calls("testAmi"))
                .singleElement()
                .asString()
                .contains(Jenkinsfile.AMI, "us-west-2", "aws");
        assertThat(jenkinsfile.calls("prove")).singleElement().asString().contains("drill: 2", "failOn: 'never'");
        assertThat(jenkinsfile.calls("unstable")).isEmpty();
    }

    @Test
    void aTestThatFailsDoesNotKeepItFromProving() {
        jenkinsfile.on("testAmi", given -> {
            throw new Jenkinsfile.Failed("not healthy");
        });

        jenkinsfile.run(CALL);

        assertThat(jenkinsfile.calls("echo"))
                .containsExactly("echo('The test of " + Jenkinsfile.AMI + " did not pass: not healthy')");
        assertThat(jenkinsfile.calls("prove")).hasSize(1);
    }

    @Test
    void whatIsRedFailsTheBuild() {
        proves("red");

        assertThat(jenkinsfile.failure(CALL))
                .isEqualTo("nightlyProofs: red: I1.2 nobody can log in: it has a key pair");
    }

    @Test
    void whatIsNotKnownMakesItUnstableOrFailsItByItsArgument() {
        proves("not known");

        jenkinsfile.run(CALL);
        assertThat(jenkinsfile.calls("unstable")).hasSize(1);
        assertThat(jenkinsfile.failure(CALL + ", failOn: 'unknown'")).startsWith("nightlyProofs: not known: I1.2");
    }

    @Test
    void nothingFailsWhoSaysNever() {
        proves("red");

        jenkinsfile.run(CALL + ", failOn: 'never', test: false");

        assertThat(jenkinsfile.calls("unstable")).isEmpty();
        assertThat(jenkinsfile.calls("verifyFleet")).isEmpty();
    }

    @Test
    void bothStacksAreNeeded() {
        assertThat(jenkinsfile.failure("nightlyProofs stack: 'qa'"))
                .isEqualTo(
                        "nightlyProofs: stack and with are needed; give the whole names of the stacks of QA and production.");
    }
}
