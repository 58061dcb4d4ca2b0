package io.jenkins.plugins.amibakery.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a call is one line, before anything is done. */
class ParametersTest {
    private final Jenkinsfile jenkinsfile = new Jenkinsfile();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "imgMgrPipeline(enviroments: ['dev']) | imgMgrPipeline: no parameter 'enviroments'; did you mean 'environments'?",
                "deployAmi(enviroment: 'dev') | deployAmi: no parameter 'enviroment'; did you mean 'environment'?",
                "bakeMatrix(recipe: 'a') | bakeMatrix: no parameter 'recipe'; did you mean 'recipes'?",
                "nightlyRebake(Limit: 2) | nightlyRebake: no parameter 'Limit'; did you mean 'limit'?",
                "deployAmi(zzz: 1) | deployAmi: no parameter 'zzz'. Allowed: environment, ami, approve, ",
            })
    void anUnknownNameIsToldWithTheNearestAndAllAllowedOnes(String call, String line) {
        assertThat(jenkinsfile.failure(call))
                .startsWith(line)
                .contains(" Allowed: ")
                .doesNotContain("\n");
        assertThat(jenkinsfile.tree()).singleElement().asString().startsWith("error(");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "imgMgrPipeline(template: 1) | imgMgrPipeline: template is 1; it must be a text, such as 'dev'.",
                "imgMgrPipeline(vars: ['a']) | imgMgrPipeline: vars is the list [a]; it must be a map of names and values, such as [version: '1.2'].",
                "imgMgrPipeline(vars: [a: ['b']]) | imgMgrPipeline: vars is the map [a:[b]]; it must be a map of names and values, such as [version: '1.2'].",
                "imgMgrPipeline(only: 'web') | imgMgrPipeline: only is 'web', a text; it must be a list of texts, such as ['dev', 'prod'].",
                "imgMgrPipeline(reuse: 'true') | imgMgrPipeline: reuse is 'true', a text; it must be true or false.",
                "imgMgrPipeline(locked: 'yes') | imgMgrPipeline: locked is 'yes', a text; it must be true, false or 'auto'.",
                "imgMgrPipeline(environments: []) | imgMgrPipeline: environments is an empty list; it must be a list of names, such as ['dev', 'prod'], or a map, such as [dev: [:], prod: [region: 'us-west-2']].",
                "imgMgrPipeline(environments: [dev: 'x']) | imgMgrPipeline: environments is the map [dev:x]; it must be a list of names, such as ['dev', 'prod'], or a map, such as [dev: [:], prod: [region: 'us-west-2']].",
                "imgMgrPipeline(deploy: true) | imgMgrPipeline: deploy is true; it must be a map, such as [directory: 'runway'].",
                "bakeMatrix(limit: -1) | bakeMatrix: limit is -1; it must be a whole number, 0 or more.",
                "bakeMatrix(limit: '4') | bakeMatrix: limit is '4', a text; it must be a whole number, 0 or more.",
                "bakeMatrix(recipes: 'a.json') | bakeMatrix: recipes is 'a.json', a text; it must be a list of templates, such as ['web.json', [template: 'db.pkr.hcl', vars: [version: '2']]].",
                "deployAmi(ami: '') | deployAmi: ami is '', a text; it must be an AMI's id, or what bakeAmi returned.",
                "deployAmi(smokeTest: 'x') | deployAmi: smokeTest is 'x', a text; it must be true, false or a closure.",
                "deployAmi(incompletePlan: 'go') | deployAmi: incompletePlan is 'go', a text; it must be 'ask' or 'fail'.",
                "nightlyRebake(notifyOn: 'never') | nightlyRebake: notifyOn is 'never', a text; it must be 'change', 'failure' or 'always'.",
                "nightlyRebake(notify: 'me') | nightlyRebake: notify is 'me', a text; it must be a map, such as [mail: 'ops@example.com', slack: '#images'].",
            })
    void aWrongValueIsToldWithWhatWouldBeRight(String call, String line) {
        assertThat(jenkinsfile.failure(call)).isEqualTo(line);
        assertThat(jenkinsfile.tree()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "imgMgrPipeline(environments: [dev: [:], prod: [submiter: 'x']]) | imgMgrPipeline: environments.prod: no parameter 'submiter'; did you mean 'submitter'?",
                "imgMgrPipeline(deploy: [smokeSeconds: '5']) | imgMgrPipeline: deploy: smokeSeconds is '5', a text; it must be a whole number, 0 or more.",
                "bakeMatrix(recipes: ['a.json', [template: 'b.json', var: [a: 1]]]) | bakeMatrix: recipes: b.json: no parameter 'var'; did you mean 'vars'?",
                "bakeMatrix(recipes: [[vars: [a: 1]]]) | bakeMatrix: recipes: one has no template; give each its template, such as [template: 'web.json'].",
                "nightlyRebake(notify: [email: 'x']) | nightlyRebake: notify: no parameter 'email'; did you mean 'mail'?",
            })
    void whatIsWrongFurtherInsideIsToldWithItsPlace(String call, String line) {
        assertThat(jenkinsfile.failure(call)).startsWith(line);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "deployAmi(ami: 'ami-0d53cc9bd365ad65b') | deployAmi: environment is missing; give Runway's deploy environment, such as dev.",
                "deployAmi(environment: 'dev') | deployAmi: ami is missing; give an AMI's id, or what bakeAmi returned.",
                "deployAmi(environment: 'dev', ami: null) | deployAmi: ami is missing; give an AMI's id, or what bakeAmi returned.",
                "imgMgrPipeline(approve: ['prd']) | imgMgrPipeline: approve names 'prd', which is no environment; environments: dev, qa, prod.",
                "imgMgrPipeline(template: '') | imgMgrPipeline: template is empty; give the path of a packer template.",
                "bakeMatrix() | bakeMatrix: recipes is missing; give a list of templates, such as ['web.json', [template: 'db.pkr.hcl', vars: [version: '2']]].",
                "nightlyRebake(recipes: ['a.json', 'b/a-packer.json']) | nightlyRebake: 2 recipes are called 'a'; give each a name of its own, such as [template: '…', recipe: 'a-2'].",
            })
    void whatIsMissingOrDoesNotFitTogetherIsTold(String call, String line) {
        assertThat(jenkinsfile.failure(call)).isEqualTo(line);
        assertThat(jenkinsfile.calls("node")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"imgMgrPipeline", "deployAmi", "bakeMatrix", "nightlyRebake"})
    void theHelpTellsOfEveryParameter(String verb) {
        String allowed = jenkinsfile.failure(verb + " zzz: 1").split("Allowed: ")[1];
        String help = Jenkinsfile.read("vars/" + verb + ".txt");

        assertThat(allowed.split(", ")).allSatisfy(name -> assertThat(help).contains("\n- " + name + ": "));
    }

    @Test
    void textsWithValuesInThemAreTexts() {
        jenkinsfile.run("def stage = 'd'; deployAmi environment: \"${stage}ev\", ami: \"ami-${'0d53cc9bd365ad65b'}\"");

        assertThat(jenkinsfile.calls("runwayDeploy").get(1))
                .isEqualTo("runwayDeploy([environment: 'dev', ami: 'ami-0d53cc9bd365ad65b', directory: 'runway'])");
    }
}
