package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deployments with {@code runwayDeploy}, by a real Runway in a local cloud. */
@ExtendWith(BakeryExtension.class)
@ExtendWith(NeedsRunway.class)
class DeployIT {
    private static final String LOCKED = "lock ";

    private final Bakery bakery;

    DeployIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void whatIsBakedIsPlannedApprovedAndDeployedExactlySo() {
        Build build = job("approve", """
                def amis = bakeAmi template: 'small.json', vars: vars
                runwayDeploy runway
                def planned = runwayDeploy runway + [action: 'plan', ami: amis]
                input message: 'Deploy?', id: 'go'
                def done = runwayDeploy runway + [ami: amis, approved: planned.plan.digest]
                echo "SAME ${planned.plan.whole} ${done.ami == amis[0].id} ${done.stacks[0].outputs.Image == amis[0].id}"
                """).start();
        build.awaitLog("Proceed or Abort");
        bakery.controller().web().post(build.path() + "/input/Go/proceedEmpty", Map.of());

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("SAME")).containsExactly("true true true");
        JsonNode told = deployments(build);
        assertThat(told.findValuesAsText("action")).containsExactly("deploy", "plan", "deploy");
        assertThat(told.get(2).path("approved").asText())
                .isEqualTo(told.get(1).path("plan").path("digest").asText());
        assertThat(told.get(2).path("replacedAmi").asText())
                .isEqualTo(bakery.cloud().baseImage());
        assertThat(bakery.controller().web().get(build.path() + "/deployments/"))
                .contains("sha256:");
    }

    @Test
    void aPlanThatHasChangedSinceItWasApprovedIsRefused() {
        Build build = job("moved", """
                runwayDeploy runway
                def planned = runwayDeploy runway + [action: 'plan']
                writeFile file: 'lab/web.cfn/dev-us-west-2.env', text: 'title: second\\n'
                runwayDeploy runway + [approved: planned.plan.digest]
                """).run();

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains(
                        "ERROR: Since the approval: the plan for us-west-2/moved-dev-web has changed; the files of the"
                                + " deployment have changed: web.cfn/dev-us-west-2.env. A new build asks again;");
    }

    @Test
    void aProtectedEnvironmentTakesNoAmiThatWasNotTested() {
        String setting = "io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().protectedEnvironments = ";
        bakery.controller().script(setting + "'qa, dev'");
        try {
            String ami = bakery.cloud().baseImage();
            Build build = job("protected", "runwayDeploy runway + [ami: '" + ami + "']")
                    .run();

            assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
            assertThat(build.log())
                    .contains("dev is protected, and " + ami
                            + " did not pass a test: none is attested. Test the AMI with testAmi")
                    .doesNotContain("web: submitted");
            assertThat(job("planned", "runwayDeploy runway + [action: 'plan', ami: '" + ami + "']")
                            .run()
                            .result())
                    .isEqualTo("SUCCESS");
        } finally {
            bakery.controller().script(setting + "null");
        }
    }

    @Test
    void aLaterDeploymentThatFailedOutweighsOneThatPassed() {
        String setting = "io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().protectedEnvironments = ";
        bakery.controller().script(setting + "'prod:dev'");
        try {
            Build build = job("worse", """
                    runway.ami = bakeAmi(template: 'small.json', vars: vars)[0].id
                    runwayDeploy runway
                    runwayCheck environment: 'dev', name: 'Smoke test', verdict: 'passed', evidence: 'HTTP 200'
                    writeFile file: 'lab/web.cfn/prod-us-west-2.env', text: 'title: first\\n'
                    catchError { runwayDeploy runway + [environment: 'prod'] }
                    writeFile file: 'lab/web.cfn/templates/web.yml', text: 'Resources: {Topic: {Type: 7}}'
                    catchError { runwayDeploy runway }
                    runwayDeploy runway + [environment: 'prod']
                    """).run();

            assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
            assertThat(build.log())
                    .doesNotContain("Not attested")
                    .contains(" did not pass in dev: its deployment by ")
                    .containsOnlyOnce(" did not pass in dev: ");
        } finally {
            bakery.controller().script(setting + "null");
        }
    }

    @Test
    void anOverrideGetsItsPlanIntoAProtectedEnvironmentAndStaysWithTheDeployment() {
        String setting = "io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().protectedEnvironments = ";
        bakery.controller().script(setting + "'dev:qa'");
        try {
            Build build =
                    job("overridden", """
                    runway.ami = '%s'
                    def planned = runwayDeploy runway + [action: 'plan']
                    input id: 'Go', message: 'Go?'
                    runwayDeploy runway + [approved: planned.plan.digest]
                    """.formatted(bakery.cloud().baseImage())).start();
            build.awaitLog("Proceed or Abort");
            bakery.controller()
                    .web()
                    .post(build.path() + "/deployments/1/override", Map.of("reason", "the site is down"));
            bakery.controller().web().post(build.path() + "/input/Go/proceedEmpty", Map.of());

            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            assertThat(build.log())
                    .contains("did not pass in qa: no deployment of it there is attested. Overridden by ");
            JsonNode override = deployments(build).get(1).path("override");
            assertThat(override.path("reason").asText()).isEqualTo("the site is down");
            assertThat(override.path("refused")).hasSize(2);
        } finally {
            bakery.controller().script(setting + "null");
        }
    }

    @Test
    void aDeploymentOutlivesItsController() {
        Lab lab = new Lab(bakery, "restart");
        lab.prolong(20);
        Build build = bakery.controller()
                .pipeline("restart", lab.onAgent("def x = runwayDeploy runway\necho \"GOT ${x.stacks[0].status}\""))
                .start();
        build.awaitLog(LOCKED);

        bakery.controller().crash();
        bakery.controller().restart();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("GOT")).containsExactly("CREATE_COMPLETE");
        assertThat(build.log()).containsOnlyOnce("web: submitted").containsOnlyOnce("lock released");
    }

    @Test
    void anAbortedDeploymentLeavesNoLock() {
        Lab lab = new Lab(bakery, "abort");
        lab.prolong(15);
        Build build = bakery.controller()
                .pipeline("stop", lab.onAgent("runwayDeploy runway"))
                .start();
        build.awaitLog(LOCKED);

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        assertThat(deployments(build).get(0).path("outcome").asText()).isEqualTo("cancelled");
        assertThat(job("abort", "runwayDeploy runway").run().log()).contains("Deployed dev: 1 stack ");
    }

    @Test
    void theSecondDeploymentOfAnEnvironmentWaitsAndSaysForWhom() {
        Lab lab = new Lab(bakery, "turns");
        lab.prolong(20);
        Build first = bakery.controller()
                .pipeline("first", lab.onAgent("runwayDeploy runway"))
                .start();
        first.awaitLog(LOCKED);

        Build second = bakery.controller()
                .pipeline("second", lab.onAgent("runwayDeploy runway"))
                .start();

        second.awaitLog("Waiting for first #1, which is deploying the same parts of dev");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
    }

    @Test
    void aSecretParameterReachesTheStackAndNobodyElse() {
        String secret = "correct-horse-battery";
        bakery.controller().credentials("""
                        <org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl plugin="plain-credentials">
                          <scope>GLOBAL</scope><id>deploy-secret</id><description/><secret>%s</secret>
                        </org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl>""".formatted(secret));

        Build build = job("secret", """
                withCredentials([string(credentialsId: 'deploy-secret', variable: 'DB')]) {
                  runwayDeploy runway + [action: 'plan', secretParameters: [DB_PASSWORD: 'DB']]
                  def x = runwayDeploy runway + [secretParameters: [DB_PASSWORD: 'DB']]
                  echo "TOLD ${x.stacks[0].outputs.Told}"
                }
                """).run();

        assertThat(build.said("TOLD")).as(build.log()).containsExactly("****");
        assertThat(build.log()).doesNotContain(secret);
        assertThat(bakery.controller().web().get(build.path() + "/deployments/"))
                .doesNotContain(secret);
        assertThat(deployments(build).toString()).doesNotContain(secret);
    }

    private Job job(String name, String steps) {
        return bakery.controller().pipeline(name, new Lab(bakery, name).onAgent(steps));
    }

    /** What the remote API says of a build's deployments. */
    private JsonNode deployments(Build build) {
        return bakery.controller()
                .web()
                .json(build.path() + "/deployments/api/json?depth=2")
                .path("deployments");
    }
}
