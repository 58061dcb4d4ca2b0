package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.ParameterDefinition;
import hudson.model.Result;
import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.BakeryPermission;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.StackChange;
import io.jenkins.plugins.amibakery.results.page.DeploymentApprovalParameter;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.CheckRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import io.jenkins.plugins.amibakery.results.record.StackChangeRecord;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What somebody sees who is asked to approve a plan: on the build's page, where the question is, in the log and in the remote API. */
@WithJenkins
class ApprovalIT {
    private static final String NEW = "ami-0d53cc9bd365ad65b";
    private static final String OLD = "ami-0bf6cf6a57a3dae02";
    private static final String DIGEST = "sha256:" + "0".repeat(64);

    private JenkinsRule jenkins;
    private WorkflowRun build;

    @BeforeEach
    void build(JenkinsRule rule) throws Exception {
        jenkins = rule;
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "img-mgr");
        job.setDefinition(new CpsFlowDefinition("""
                input id: 'Planned', message: 'Is there a plan?'
                runwayCheck environment: 'dev', name: 'Smoke test', verdict: 'passed', evidence: 'Healthy <b>response</b>',
                            address: 'http://web.example.com/health'
                def approval = runwayApproval environment: 'prod', hours: 8
                input id: approval.input, message: approval.question, ok: approval.answer, submitterParameter: 'approver',
                      parameters: [[$class: 'DeploymentApprovalParameter', environment: 'prod']]
                runwayCheck environment: 'prod', name: 'Approval', verdict: 'passed', evidence: 'Approved by alice.'
                """, true));
        build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Is there a plan?", build);
    }

    private void record(String id, DeployAction action, String environment, PlanRecord plan) throws Exception {
        DeploymentsAction deployments = DeploymentsAction.of(build);
        DeploymentRecord record = new DeploymentRecord(id, action, environment);
        record.setAmi(NEW);
        deployments.begin(record);
        deployments.update(id, deployment -> {
            deployment.setPlan(plan);
            deployment.setReplacedAmi(OLD);
            deployment.ended(List.of(), false);
        });
    }

    private void ask(PlanRecord plan) throws Exception {
        record("one", DeployAction.DEPLOY, "dev", null);
        record("two", DeployAction.PLAN, "prod", plan);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            jenkins.submit(web.goTo(build.getUrl() + "input/").getFormByName("Planned"), "proceed");
        }
        jenkins.waitForMessage("Input requested", build);
    }

    private static PlanRecord whole() {
        StackChange change = new StackChange(
                "us-west-2",
                "img-mgr-prod-asg",
                true,
                List.of(new StackChange.Resource(
                        "LaunchTemplate", "AWS::EC2::LaunchTemplate", StackChange.Effect.MODIFIED)),
                List.of(new StackChange.Parameter("ImageId", OLD, "<i>" + NEW)));
        return new PlanRecord(
                DIGEST,
                List.of(),
                false,
                List.of(StackChangeRecord.of(change)),
                List.of(new PlanTextRecord("us-west-2", "img-mgr-prod-asg\n-ImageId = a\n+ImageId = b")));
    }

    @Test
    void theQuestionComesWithAllThatDecidesIt() throws Exception {
        ask(whole());
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(build.getUrl(), build.getUrl() + "input/", build.getUrl() + "deployments/2/")) {
                HtmlPage shown = web.goTo(page);
                assertThat(shown.asNormalizedText())
                        .as(page)
                        .contains(NEW, OLD, "img-mgr-prod-asg (us-west-2)", "LaunchTemplate", "modified")
                        .contains("Passed", "dev: Smoke test", "Healthy <b>response</b>", "dev: deployed");
                assertThat(shown.getByXPath("//a[@href='http://web.example.com/health']"))
                        .as(page)
                        .isNotEmpty();
                assertThat(shown.getByXPath("//a[contains(@href, 'deployments/2/')]")
                                .isEmpty())
                        .as(page + " leads to the plan unless it is the plan's own")
                        .isEqualTo(page.endsWith("deployments/2/"));
                assertThat(shown.getByXPath("//del[@class='ami-bakery-removed' and normalize-space()='" + OLD + "']"))
                        .as(page)
                        .isNotEmpty();
            }
            assertThat(web.goTo(build.getParent().getUrl()).asNormalizedText())
                    .contains("#" + build.getNumber() + " waits for an answer: Deploy ");
            assertThat(web.goTo("ami-bakery/").asNormalizedText())
                    .contains(build.getFullDisplayName() + ": Deploy " + NEW);
            assertThat(web.goTo(build.getUrl() + "input/").getByXPath("//*[contains(@class, 'ami-bakery-unplanned')]"))
                    .isEmpty();
            jenkins.submit(web.goTo(build.getUrl() + "input/").getFormByName("Deploy-prod"), "proceed");
        }
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("[Passed] dev: Smoke test: Healthy <b>response</b>", build);
        jenkins.assertLogContains("Review plan: ", build);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            JSONObject told =
                    web.getJSON(build.getUrl() + "deployments/2/api/json").getJSONObject();
            JSONObject approval = told.getJSONObject("approval");
            approval.remove("_class");
            approval.getJSONArray("checks").forEach(check -> ((Map<?, ?>) check).remove("_class"));
            assertThat(Schema.of("approval").faultsOf(approval.toString())).isEmpty();
            assertThat(told.getJSONArray("checks").getJSONObject(0).getString("evidence"))
                    .isEqualTo("Approved by alice.");
            assertThat(web.goTo(build.getUrl()).asNormalizedText()).doesNotContain("or abort");
            assertThat(web.goTo(build.getParent().getUrl()).asNormalizedText()).doesNotContain("waits for an answer");
            assertThat(web.goTo("ami-bakery/").asNormalizedText()).doesNotContain("Deploy " + NEW);
        }
    }

    @Test
    void withoutAPlanTheButtonSaysSoAndIsRed() throws Exception {
        ask(new PlanRecord("", List.of("First deployment of prod: no plan possible"), true, List.of(), List.of()));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            HtmlPage asked = web.goTo(build.getUrl() + "input/");
            assertThat(asked.asNormalizedText())
                    .contains(
                            "First deployment of prod: no plan possible",
                            "only the AMI is known in advance.",
                            "Deploy without a plan");
            assertThat(asked.getByXPath("//form//*[contains(@class, 'ami-bakery-unplanned')]"))
                    .isNotEmpty();
            HtmlPage page = web.goTo(build.getUrl());
            assertThat(page.getByXPath("//a[contains(@class, 'jenkins-!-destructive-color')]"))
                    .isNotEmpty();
            assertThat(page.asNormalizedText()).doesNotContain("Failed");
        }
        build.getAction(InputAction.class).getExecutions().get(0).doAbort();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    @Test
    void aCheckIsOfADeploymentThatTheBuildHas() throws Exception {
        build.getAction(InputAction.class).getExecutions().get(0).doProceedEmpty();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("runwayCheck: this build has no deployment or plan of 'dev'.", build);
    }

    @Test
    void theParameterIsForTheStepInputAlone() throws Exception {
        assertThat(ParameterDefinition.all().get(DeploymentApprovalParameter.DescriptorImpl.class))
                .isNotNull();
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo("job/img-mgr/configure").asXml()).doesNotContain("Facts about a deployment to approve");
        }
        build.getAction(InputAction.class).getExecutions().get(0).doAbort();
        jenkins.waitForCompletion(build);
    }

    @Test
    void aCheckSurvivesARestart() throws Exception {
        ask(whole());
        DeploymentRecord dev = DeploymentsAction.of(build).getDeployments().get(0);
        assertThat(dev.getChecks()).extracting(CheckRecord::getVerdict).containsExactly("passed");
        build.getAction(InputAction.class).getExecutions().get(0).doAbort();
        jenkins.waitForCompletion(build);

        jenkins.jenkins.reload();

        WorkflowRun loaded =
                jenkins.jenkins.getItemByFullName("img-mgr", WorkflowJob.class).getBuildByNumber(1);
        assertThat(DeploymentsAction.of(loaded).getDeployments().get(0).getChecks())
                .extracting(CheckRecord::getAddress)
                .containsExactly("http://web.example.com/health");
        assertThat(DeploymentsAction.of(loaded)
                        .getDeployments()
                        .get(1)
                        .getApproval()
                        .getText())
                .contains("dev: Smoke test");
    }

    @Test
    void whatAProtectedEnvironmentRefusesIsOverriddenWithANameAndAReasonAlone() throws Exception {
        AmiBakeryConfiguration.get().setProtectedEnvironments("prod:dev");
        ask(whole());
        assertThat(JenkinsRule.getLog(build))
                .contains("[Not known] Passed in dev: No deployment of it to dev is attested.");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE)
                .everywhere()
                .toEveryone()
                .grant(BakeryPermission.OVERRIDE)
                .everywhere()
                .to("boss"));
        String page = build.getUrl() + "deployments/2/";

        try (JenkinsRule.WebClient web = client("reader")) {
            assertThat(web.goTo(page).getElementById("override")).isNull();
            assertThat(status(web, HttpMethod.POST, page + "override?reason=because"))
                    .isEqualTo(403);
        }
        try (JenkinsRule.WebClient web = client("boss")) {
            assertThat(web.goTo(build.getUrl() + "input/").asXml()).contains("prod refuses this plan");
            assertThat(status(web, HttpMethod.GET, page + "override?reason=because"))
                    .isEqualTo(405);
            assertThat(status(web, HttpMethod.POST, page + "override?reason=%20"))
                    .isEqualTo(400);
            assertThat(status(web, HttpMethod.POST, build.getUrl() + "deployments/1/override?reason=because"))
                    .isEqualTo(409);
            HtmlForm form = web.goTo(page).getForms().stream()
                    .filter(one -> one.getActionAttribute().endsWith("/override"))
                    .findFirst()
                    .orElseThrow();
            form.getInputByName("reason").setValue("the <b>site</b> is down");
            HtmlPage done = jenkins.submit(form);

            assertThat(done.asNormalizedText()).contains("boss: the <b>site</b> is down");
            assertThat(done.getElementById("override")).isNull();
            assertThat(status(web, HttpMethod.POST, page + "override?reason=again"))
                    .isEqualTo(409);
            assertThat(web.goTo(build.getParent().getUrl() + "deployments/").asNormalizedText())
                    .contains("Override by boss: the <b>site</b> is down");
            JSONObject told = web.getJSON(page + "api/json").getJSONObject().getJSONObject("override");
            assertThat(told.getString("user")).isEqualTo("boss");
            assertThat(told.getString("reason")).isEqualTo("the <b>site</b> is down");
        }
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login(user);
    }

    private static int status(JenkinsRule.WebClient web, HttpMethod verb, String path) throws Exception {
        return Pages.send(web, verb, path).getWebResponse().getStatusCode();
    }
}
