package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's own file goes over the defaults, and a call over both. */
class SettingsTest {
    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @Test
    void aCallGoesOverTheFileAndTheFileOverTheDefaults() {
        jenkinsfile.on("readTrusted", path -> """
                imgMgrPipeline:
                  template: web.pkr.hcl
                  environments: [dev, live]
                  approve: [live]
                  label: linux
                deployAmi:
                  directory: infra
                  smokePath: /ready
                """);

        jenkinsfile.run("imgMgrPipeline config: 'bakery.yml', label: 'debian', deploy: [smokePath: '/up']");

        assertThat(jenkinsfile.calls("readTrusted")).containsExactly("readTrusted('bakery.yml')");
        assertThat(jenkinsfile.calls("node")).containsOnly("node('debian')");
        assertThat(jenkinsfile.calls("bakeAmi"))
                .containsExactly("bakeAmi([template: 'web.pkr.hcl', reuse: true, locked: false])");
        assertThat(jenkinsfile.calls("stash")).singleElement().asString().contains("includes: 'infra/**'");
        assertThat(jenkinsfile.calls("runwayDeploy")).allMatch(call -> call.contains("directory: 'infra'"));
        assertThat(jenkinsfile.calls("input")).singleElement().asString().contains("environment: 'live'");
        assertThat(jenkinsfile.calls("withEnv")).allMatch(call -> call.contains("SMOKE_URL=http://web/up"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "imgMgrPipeline: {approv: [x]} | bakery.yml: imgMgrPipeline: no parameter 'approv'; did you mean 'approve'? Allowed: environments, ",
                "imgMgrpipeline: {} | bakery.yml: no section 'imgMgrpipeline'; did you mean 'imgMgrPipeline'? Allowed: imgMgrPipeline, deployAmi, bakeMatrix, nightlyProofs, nightlyRebake",
                "deployAmi: {smokeSeconds: soon} | bakery.yml: deployAmi: smokeSeconds is 'soon', a text; it must be a whole number, 0 or more.",
                "deployAmi: yes | bakery.yml: deployAmi is true; it must hold parameters of deployAmi.",
                "deployAmi: [ | bakery.yml:1:13: this is not valid YAML",
                "imgMgrPipeline: {environments: {dev: {regoin: x}}} | bakery.yml: imgMgrPipeline: environments.dev: no parameter 'regoin'; did you mean 'region'?",
            })
    void whatIsWrongInTheFileIsOneLineWithItsName(String yaml, String line) {
        jenkinsfile.on("readTrusted", path -> yaml);

        assertThat(jenkinsfile.failure("imgMgrPipeline config: 'bakery.yml'"))
                .startsWith(line)
                .doesNotContain("\n");
        assertThat(jenkinsfile.calls("node")).isEmpty();
    }

    @Test
    void anEmptyFileOrSectionChangesNothing() {
        jenkinsfile.on("readTrusted", path -> "deployAmi:\n");

        jenkinsfile.run("deployAmi config: 'bakery.yml', environment: 'dev', ami: 'ami-0d53cc9bd365ad65b'");

        assertThat(jenkinsfile.calls("runwayDeploy").get(1)).contains("directory: 'runway'");
    }

    @Test
    void aNullIsAsIfItHadNotBeenGiven() {
        jenkinsfile.run("deployAmi environment: 'dev', ami: 'ami-0d53cc9bd365ad65b', region: null, directory: null");

        assertThat(jenkinsfile.calls("runwayDeploy").get(1))
                .contains("directory: 'runway'")
                .doesNotContain("region");
    }
}
