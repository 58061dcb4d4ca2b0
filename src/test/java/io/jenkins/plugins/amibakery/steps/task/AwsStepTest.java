package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.trust.TrustingFolder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom a step acts, as a Jenkinsfile says it, and whose AMIs its job takes. */
class AwsStepTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/baker";

    private final Question step = new Question();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void whatIsLeftEmptyIsNotGiven(String nothing) {
        step.setRegion(nothing);
        step.setProfile(nothing);
        step.setCredentialsId(nothing);
        step.setRoleArn(nothing);
        step.setExternalId(nothing);

        step.check();

        assertThat(step.getRegion()).isNull();
        assertThat(step.getProfile()).isNull();
        assertThat(step.getCredentialsId()).isNull();
        assertThat(step.role("s-1")).isEmpty();
    }

    @Test
    void aRoleIsAssumedForAsLongAsTheStepSays() {
        step.setRoleArn(" " + ROLE + " ");
        step.sessionSeconds = 7_200;

        assertThat(step.role("s-1")).hasValueSatisfying(role -> {
            assertThat(role.arn()).isEqualTo(ROLE);
            assertThat(role.sessionName()).isEqualTo("s-1");
            assertThat(role.duration()).isEqualTo(Duration.ofHours(2));
            assertThat(role.externalId()).isEmpty();
        });
    }

    @Test
    void whatExcludesEachOtherIsOneLine() {
        step.setProfile("ci");
        step.setCredentialsId("aws");

        assertThatThrownBy(step::checkForBuild)
                .isInstanceOf(AbortException.class)
                .hasMessage("profile and credentialsId cannot be combined; give only one.");
    }

    @Test
    void anExternalIdWithoutARoleIsOneLine() {
        step.setExternalId("ours");

        assertThatThrownBy(step::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("externalId needs a role; also give roleArn.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"baker", "arn:aws:iam::12:role/baker", "arn:aws:s3:::bucket"})
    void aRoleThatIsNoneIsNamed(String arn) {
        step.setRoleArn(arn);

        assertThatThrownBy(step::check).hasMessageStartingWith("Not a role: '" + arn + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 899, 43_201, -1})
    void aSessionThatAwsDoesNotGiveIsNamed(int seconds) {
        step.setRoleArn(ROLE);
        step.sessionSeconds = seconds;

        assertThatThrownBy(step::check)
                .hasMessage("A session of " + seconds + " s is not possible; it lasts 900 to 43200 s.");
    }

    @Test
    void aRegionThatOnlyTheBuildCompletesIsLeftOpen() {
        step.setRegion("${REGION}");
        step.check();

        step.setRegion("mars");
        assertThatThrownBy(step::check).hasMessageContaining("'mars'");
    }

    @Test
    void aCopyHasTheBuildsVariablesAndTheStepStaysAsItIs() {
        step.setRegion("$REGION");
        step.setProfile("$STAGE");
        step.setRoleArn("$ROLE");
        step.setExternalId("x");

        AwsStep copy = step.expanded(text ->
                text.replace("$REGION", "us-west-2").replace("$STAGE", "ci").replace("$ROLE", ROLE));

        assertThat(copy.getRegion()).isEqualTo("us-west-2");
        assertThat(copy.getProfile()).isEqualTo("ci");
        assertThat(copy.getRoleArn()).isEqualTo(ROLE);
        assertThat(step.getRegion()).isEqualTo("$REGION");
    }

    @Test
    void aJobWithoutAFolderThatSaysSoTrustsItselfAlone() {
        JobTrust trust = new JobTrust(null, "me", null, List.of());

        assertThat(trust.scope()).isEqualTo("me");
        assertThat(trust.jobOf("other")).isEmpty();
        assertThat(trust.why("me")).isEmpty();
        assertThat(trust.remote()).isEqualTo(new ReuseTrust("me", Set.of(), List.of()));
    }

    @Test
    void jobsOfATrustingFolderTakeEachOthersAndTheSameBakeIsTheSameForAllOfThem() {
        Map<String, Job<?, ?>> jobs = new LinkedHashMap<>();
        jobs.put("me", null);
        jobs.put("other", null);
        TrustedKey key = TrustedKey.own(Signer.fresh().verifyingKey());
        JobTrust trust = new JobTrust(null, "me", new TrustingFolder("team/images", jobs), List.of(key));

        assertThat(trust.scope()).isEqualTo("in team/images");
        assertThat(trust.remote()).isEqualTo(new ReuseTrust("me", Set.of("other"), List.of(key)));
    }

    @Test
    void whyAnothersAmiIsTakenNamesNoJob() {
        JobTrust alone = new JobTrust(null, "me", null, List.of());

        assertThat(alone.why("other"))
                .isEqualTo("They are signed by a key that Manage Jenkins, System, AMI Bakery lists as trusted.");
    }
}
