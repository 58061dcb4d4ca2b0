package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Jenkinsfiles of the pages that call the steps themselves, each as it stands there, on the controller of the sample
 * configuration. Filled in are the agents' label and, where a page names a template of the reader's own, a small one; those without
 * a node get one.
 */
@ExtendWith(NeedsLibrary.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesIT {
    private static final String OWN_TEMPLATE = "images/own.json";

    private static final String LOCK_FILE = "packer/img-mgr.lock.json";

    /** What there is already: img-mgr's lock file, and an earlier image in each environment, so that plans have something to compare with. */
    private static final String BEFORE = """
            node('packer') {
              checkout scm
              def amis = bakeAmi template: 'packer/img-mgr-packer.json', vars: [version: '1.4.0'], writeLock: true
              for (name in ['dev', 'qa', 'prod']) {
                runwayDeploy environment: name, directory: 'runway', ami: amis
              }
              archiveArtifacts '%s'
            }
            """.formatted(LOCK_FILE);

    private Workshop workshop;

    @BeforeAll
    void open() {
        workshop =
                new Workshop(RealJenkins.given().orElseThrow(), Path.of(System.getProperty("buildDirectory"), "pages"));
        workshop.controller().credentials("""
                <org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl plugin="plain-credentials">
                  <scope>GLOBAL</scope><id>db</id><description/><secret>correct-horse</secret>
                </org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl>""");
        prepare();
    }

    private void prepare() {
        Repository images = workshop.images();
        images.write(
                OWN_TEMPLATE,
                images.read("images/worker.json")
                        .replace("\"variables\": {", "\"variables\": {\"version\": \"\", \"db_password\": \"\", "));
        images.write("bakery.yml", "imgMgrPipeline:\n  environments: [dev]\n");
        images.write("runway.yml", "deployments:\n- name: own\n  modules: [own.cfn]\n  regions: [us-west-2]\n");
        images.write("own.cfn/dev-us-west-2.env", "title: own\n");
        images.write("own.cfn/cfngin.yml", """
                namespace: own-${environment}
                cfngin_bucket: ami-bakery-dev-cfngin-us-west-2
                persistent_graph_key: own
                stacks:
                  own:
                    template_path: templates/own.yml
                    variables: {Secret: "${env DB_PASSWORD}"}
                """);
        images.write("own.cfn/templates/own.yml", """
                Parameters: {Secret: {Type: String, NoEcho: true}}
                Resources: {Topic: {Type: AWS::SNS::Topic}}
                """);
        images.write("may-differ.txt", "M*Size\nInstanceType\n");
        Build build = run(BEFORE);
        images.write(LOCK_FILE, workshop.controller().web().get(build.path() + "/artifact/" + LOCK_FILE));
    }

    @AfterAll
    void close() {
        if (workshop != null) {
            workshop.close();
        }
    }

    static List<String> jenkinsfiles() {
        return Page.withoutTheLibrary();
    }

    @Test
    void thereAreSuchJenkinsfiles() {
        assertThat(jenkinsfiles()).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @MethodSource("jenkinsfiles")
    void aJenkinsfileOfAPageDoesWhatItSays(String jenkinsfile) {
        Build build = run(filledIn(jenkinsfile));
        assertThat(build.log()).doesNotContain("correct-horse");
        if (jenkinsfile.contains("bakeAmi ")) {
            assertThat(build.amiIds()).isNotEmpty();
        }
        if (jenkinsfile.contains("approved: planned.plan.digest")) {
            assertThat(build.log()).contains("The plan is the approved one");
        }
    }

    private static String filledIn(String jenkinsfile) {
        String filled = jenkinsfile.replace("'linux'", "'packer'").replace("image.pkr.hcl", OWN_TEMPLATE);
        return filled.contains("node(") || filled.contains("pipeline {")
                ? filled
                : "node('packer') {\ncheckout scm\n" + filled + "\n}";
    }

    /** Runs a build to its good end, and answers yes to whatever it asks. */
    private Build run(String jenkinsfile) {
        Build build = workshop.job("img-mgr", "img-mgr", jenkinsfile).start();
        Until.isTrue("the end of\n" + jenkinsfile, Duration.ofMinutes(10), () -> isOver(build), build::log);
        assertThat(build.result()).as(jenkinsfile + "\n" + build.log()).isEqualTo("SUCCESS");
        return build;
    }

    private boolean isOver(Build build) {
        if (build.log().contains("Proceed or Abort") || build.log().contains("Input requested")) {
            workshop.controller().script("""
                    jenkins.model.Jenkins.get().getItemByFullName('img-mgr/img-mgr').lastBuild
                      .getAction(org.jenkinsci.plugins.workflow.support.steps.input.InputAction)?.executions?.each { it.proceed(null) }""");
        }
        return build.isOver();
    }
}
