package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImgMgrPipelineTest {
    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @Test
    void withoutParametersItBakesImgMgrAndBringsItToProduction() {
        jenkinsfile.run("imgMgrPipeline()");

        Calls.areAsRecorded("imgMgrPipeline", jenkinsfile.tree());
    }

    @Test
    void everyEnvironmentCanHaveItsOwn() {
        jenkinsfile.run("""
                imgMgrPipeline template: 'packer/web.json', vars: [version: '1.2'], credentialsId: 'baker', label: 'linux', approve: [],
                  deploy: [directory: 'infra', credentialsId: 'deployer', smokeTest: false],
                  environments: [dev: [:], prod: [region: 'eu-west-1', roleArn: 'arn:aws:iam::1:role/prod', label: 'prod', directory: 'live']]
                """);

        Calls.areAsRecorded("imgMgrPipeline-environments", jenkinsfile.tree());
    }

    @Test
    void itTellsWhatWasDeployedWhere() {
        Map<?, ?> told = (Map<?, ?>) jenkinsfile.run("return imgMgrPipeline(environments: ['dev', 'prod'])");

        assertThat((List<?>) told.get("amis")).hasSize(1);
        Map<?, ?> environments = (Map<?, ?>) told.get("environments");
        assertThat(environments.keySet()).map(Object::toString).containsExactly("dev", "prod");
        assertThat((Map<?, ?>) environments.get("prod"))
                .extracting("ami", "digest", "approver")
                .containsExactly(Jenkinsfile.AMI, Jenkinsfile.DIGEST, "alice");
    }

    @Test
    void eachAmiIsTestedByTheIdentityThatBakesBeforeAnyIsDeployed() {
        jenkinsfile.on(
                "bakeAmi",
                given -> List.of(Jenkinsfile.ami("ami-0a1", false, ""), Jenkinsfile.ami("ami-0b2", true, "")));

        jenkinsfile.run("imgMgrPipeline credentialsId: 'baker', test: [healthUrl: 'http://localhost/health']");

        assertThat(jenkinsfile.calls("testAmi"))
                .containsExactly(
                        "testAmi([healthUrl: 'http://localhost/health', credentialsId: 'baker', ami: 'ami-0a1', region: 'us-west-2'])",
                        "testAmi([healthUrl: 'http://localhost/health', credentialsId: 'baker', ami: 'ami-0b2', region: 'us-west-2'])");
        assertThat(String.join("", jenkinsfile.tree()))
                .containsSubsequence("testAmi(", "runwayDeploy(")
                .doesNotContainPattern("runwayDeploy.*testAmi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test: true | imgMgrPipeline: test is true; it must be a map of what testAmi takes",
                "test: [url: 'x'] | imgMgrPipeline: test: no parameter 'url'. Allowed: healthUrl, script,",
            })
    void aTestOfTheAmiIsCheckedBeforeAnythingIsDone(String given, String line) {
        assertThatThrownBy(() -> jenkinsfile.run("imgMgrPipeline " + given)).hasMessageStartingWith(line);
        assertThat(jenkinsfile.calls("bakeAmi")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "packer/web.json, '{\"variables\": {\"commit\": \"\"}}', true",
        "packer/web.pkr.hcl, 'variable \"commit\" {}', true",
        "packer/web.json, '{\"variables\": {}, \"builders\": [{\"commit\": 1}]}', false",
        "packer/web.json, no JSON, false",
        "packer/web, '', false",
    })
    void aTemplateThatAsksForTheCommitGetsTheOneThatLastChangedItsDirectory(String path, String text, boolean wanted) {
        jenkinsfile.on("readFile", file -> text);
        jenkinsfile.on(
                "sh", given -> ((Map<?, ?>) given.get(0)).containsKey("returnStdout") ? "0123456789abcdef\n" : 0);

        jenkinsfile.run(
                "imgMgrPipeline template: '" + path + "', vars: [version: '1'], environments: ['dev'], approve: []");

        assertThat(jenkinsfile.calls("bakeAmi").get(0).contains("vars: [version: '1', commit: '0123456789abcdef']"))
                .isEqualTo(wanted);
        assertThat(jenkinsfile.calls("withEnv").get(0).equals("withEnv(['RECIPE=packer'])"))
                .isEqualTo(wanted);
    }

    @Test
    void aCommitThatIsGivenStays() {
        jenkinsfile.run("imgMgrPipeline vars: [commit: 'mine']");

        assertThat(jenkinsfile.calls("readFile")).isEmpty();
        assertThat(jenkinsfile.calls("bakeAmi").get(0)).contains("vars: [commit: 'mine']");
    }

    @Test
    void aLockFileIsKeptToWhenItIsThere() {
        jenkinsfile.on("fileExists", path -> true);

        jenkinsfile.run("imgMgrPipeline template: 'packer/web-packer.json'");

        assertThat(jenkinsfile.calls("fileExists")).containsExactly("fileExists('packer/web.lock.json')");
        assertThat(jenkinsfile.calls("bakeAmi")).singleElement().asString().contains("locked: true");
    }

    @Test
    void theLockOfADirectoryLiesInIt() {
        jenkinsfile.run("imgMgrPipeline template: 'images/web/'");

        assertThat(jenkinsfile.calls("fileExists")).containsExactly("fileExists('images/web/web.lock.json')");
    }

    @Test
    void aLockFileIsNotLookedForWhenTheCallSaysHow() {
        jenkinsfile.run("imgMgrPipeline locked: false, reuse: false");

        assertThat(jenkinsfile.calls("fileExists")).isEmpty();
        assertThat(jenkinsfile.calls("bakeAmi")).singleElement().asString().contains("reuse: false, locked: false");
    }

    @Test
    void whatFailsInDevReachesNoOtherEnvironment() {
        jenkinsfile.on("sh", given -> 1);

        assertThat(jenkinsfile.failure("imgMgrPipeline()"))
                .isEqualTo(
                        "deployAmi: Smoke test failed: no healthy response from http://web/health within 300 s; the answers are above.");
        assertThat(jenkinsfile.calls("runwayCheck"))
                .containsExactly(
                        "runwayCheck([environment: 'dev', name: 'Smoke test', verdict: 'failed', evidence: 'no healthy"
                                + " response from http://web/health within 300 s', address: 'http://web/health'])");
        assertThat(jenkinsfile.calls("runwayDeploy")).hasSize(2).allMatch(call -> call.contains("'dev'"));
    }

    @Test
    void aBakeThatFailsDeploysNothing() {
        jenkinsfile.on("bakeAmi", given -> {
            throw new Jenkinsfile.Failed("No AMI matches the template's source_ami_filter.");
        });

        assertThat(jenkinsfile.failure("imgMgrPipeline()")).startsWith("No AMI matches");
        assertThat(jenkinsfile.calls("runwayDeploy")).isEmpty();
    }
}
