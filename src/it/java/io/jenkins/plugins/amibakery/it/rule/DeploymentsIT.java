package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.Pages.HOSTILE;
import static io.jenkins.plugins.amibakery.it.rule.Pages.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages and the remote API of deployments, of builds and of their job, and how they are saved. */
@WithJenkins
class DeploymentsIT {
    private static final String ID = "ami-0d53cc9bd365ad65b";
    private static final String OTHER = "ami-0bf6cf6a57a3dae02";

    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void job(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("img-mgr");
    }

    private FreeStyleBuild deploy(String environment, String ami, String text) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        DeploymentsAction action = DeploymentsAction.of(build);
        DeploymentRecord record = new DeploymentRecord("one", DeployAction.DEPLOY, environment);
        record.setAmi(ami);
        action.begin(record);
        action.update("one", deployment -> {
            deployment.setStacks(List.of(stack(text)));
            deployment.setPlan(new PlanRecord(
                    "sha256:" + text, List.of(), false, List.of(), List.of(new PlanTextRecord("us-west-2", text))));
            deployment.ended(List.of(), false);
        });
        return build;
    }

    private static StackRecord stack(String text) {
        StackVerdict verdict =
                new StackVerdict(text, text, "us-west-2", text, StackVerdict.Status.COMPLETE, text, text, text);
        return StackRecord.of(new DeployedStack(verdict, text, "", Map.of(text, text)));
    }

    @Test
    void aJobThatDeployedNothingHasNoPage() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.assertFails(job.getUrl() + "deployments/", 404);
        }
    }

    @Test
    void aDeploymentOfTheImageThatStandsReplacesNothing() throws Exception {
        deploy("dev", OTHER, "a");
        deploy("dev", ID, "b");
        assertThat(DeploymentsAction.of(deploy("dev", ID, "c")).getDeployments())
                .extracting(DeploymentRecord::getReplacedAmi)
                .containsExactly("");
    }

    @Test
    void whatReplacedWhatIsKnownAfterARestartAndAfterTheBuildIsDeleted() throws Exception {
        deploy("dev", OTHER, "a");
        FreeStyleBuild second = deploy("dev", ID, "b");
        assertThat(DeploymentsAction.of(second).getDeployments())
                .extracting(DeploymentRecord::getReplacedAmi)
                .containsExactly(OTHER);

        second.delete();
        Jenkins.get().reload();

        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            JSONObject page = web.getJSON("job/img-mgr/deployments/api/json").getJSONObject();
            JSONObject dev = page.getJSONArray("environments").getJSONObject(0);
            assertThat(dev.getString("ami")).isEqualTo(ID);
            assertThat(dev.getJSONObject("bringer").getInt("build")).isEqualTo(2);
            assertThat(dev.getJSONObject("bringer").getString("url")).isEmpty();
            assertThat(page.getJSONArray("deployments").size()).isEqualTo(1);
            assertThat(web.goTo("job/img-mgr/deployments/").asNormalizedText()).contains(ID, OTHER, "(deleted)");
        }
    }

    @Test
    void aLostIndexComesBackWithTheBuilds() throws Exception {
        deploy("dev", ID, "a");
        Path index = job.getRootDir().toPath().resolve("ami-bakery").resolve("deployments.xml");
        assertThat(index).exists();
        Files.writeString(index, "<nonsense");

        Jenkins.get().reload();
        FreeStyleProject loaded = Jenkins.get().getItemByFullName("img-mgr", FreeStyleProject.class);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            loaded.getBuildByNumber(1);
            assertThat(web.goTo("job/img-mgr/deployments/").asNormalizedText()).contains("dev", ID);
        }
        assertThat(index.resolveSibling("deployments.xml.unreadable")).exists();
    }

    @Test
    void theHistoryHasPagesAndLoadsNoBuild() throws Exception {
        for (int i = 0; i < 21; i++) {
            deploy("dev", String.format("ami-%08x", i), "a");
        }
        Jenkins.get().reload();
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            JSONObject first = web.getJSON("job/img-mgr/deployments/api/json").getJSONObject();
            assertThat(first.getJSONArray("deployments").size()).isEqualTo(20);
            assertThat(first.getInt("total")).isEqualTo(21);
            FreeStyleProject loaded = Jenkins.get().getItemByFullName("img-mgr", FreeStyleProject.class);
            assertThat(loaded._getRuns().getLoadedBuilds()).hasSizeLessThan(3);
            assertThat(web.goTo("job/img-mgr/deployments/page/2/").asNormalizedText())
                    .contains("21 to 21 of 21", "ami-00000000");
            web.assertFails("job/img-mgr/deployments/page/3/", 404);
        }
    }

    @Test
    void markupIsShownAsText() throws Exception {
        FreeStyleBuild build = deploy(HOSTILE, HOSTILE, HOSTILE);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(
                    build.getUrl(),
                    build.getUrl() + "deployments/",
                    build.getUrl() + "deployments/1/",
                    job.getUrl() + "deployments/")) {
                HtmlPage shown = web.goTo(page);
                assertThat(shown.getBody().getTextContent()).as(page).contains(HOSTILE);
                assertThat(shown.getTitleText()).doesNotStartWith("taken");
                assertThat(shown.getByXPath("//img[@onerror]")).isEmpty();
            }
            for (String api : List.of(build.getUrl(), job.getUrl())) {
                assertThat(web.goTo(api + "deployments/api/xml", "application/xml")
                                .getWebResponse()
                                .getContentAsString())
                        .contains("&lt;script&gt;")
                        .doesNotContain("<script>");
            }
        }
    }

    @Test
    void whatXmlCannotHoldDoesNotKeepABuildFromLoading() throws Exception {
        deploy("dev", ID, "a\0b\u001b\uFFFF");

        Jenkins.get().reload();

        Run<?, ?> loaded = Jenkins.get()
                .getItemByFullName("img-mgr", FreeStyleProject.class)
                .getBuildByNumber(1);
        DeploymentRecord record =
                loaded.getAction(DeploymentsAction.class).getDeployments().get(0);
        assertThat(record.getStacks()).extracting(StackRecord::getStack).containsExactly("ab");
        assertThat(record.getPlan().getTexts())
                .extracting(PlanTextRecord::getText)
                .containsExactly("ab");
        assertThat(Files.readString(loaded.getRootDir().toPath().resolve("build.xml")))
                .doesNotContain("CollSer", "java.util.Immutable", "serialization=");
    }

    @Test
    void aDamagedBuildThatLacksEverythingStillLoads() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        String type = DeploymentsAction.class.getName();
        String entry = DeploymentRecord.class.getName();
        String stack = StackRecord.class.getName();
        String damaged = "<" + type + "><records><list><" + entry + "><id>old</id><gone>x</gone><stacks><" + stack
                + "><stack>a</stack></" + stack + "></stacks><plan/></" + entry + "></list></records></" + type
                + ">";

        DeploymentsAction action = (DeploymentsAction) Run.XSTREAM2.fromXML(damaged);
        action.onLoad(build);

        assertThat(action.getDeployments()).singleElement().satisfies(record -> {
            assertThat(record.getId()).isEqualTo("old");
            assertThat(record.getEnvironment()).isEmpty();
            assertThat(record.getStacks()).extracting(StackRecord::getStack).containsExactly("a");
            assertThat(record.getPlan().isWhole()).isFalse();
        });
        DeploymentsAction empty = (DeploymentsAction) Run.XSTREAM2.fromXML("<" + type + "/>");
        empty.onLoad(build);
        assertThat(empty.getDeployments()).isEmpty();
    }

    @Test
    void whoMayNotSeeTheJobSeesNoDeployment() throws Exception {
        FreeStyleBuild build = deploy("dev", ID, "a");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.withThrowExceptionOnFailingStatusCode(false);
            for (String page : List.of(
                    job.getUrl() + "deployments/",
                    job.getUrl() + "deployments/api/json",
                    build.getUrl() + "deployments/",
                    build.getUrl() + "deployments/1/",
                    build.getUrl() + "deployments/1/api/json")) {
                assertStatus(web, "reader", page, 200);
                assertStatus(web, "stranger", page, 404);
            }
        }
    }
}
