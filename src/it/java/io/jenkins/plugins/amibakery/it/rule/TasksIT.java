package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.Pages.HOSTILE;
import static io.jenkins.plugins.amibakery.it.rule.Pages.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import io.jenkins.plugins.amibakery.results.page.TasksAction;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import java.nio.file.Files;
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

/** The page and the remote API of tasks that have no page of their own, and how they are saved. */
@WithJenkins
class TasksIT {
    private static final String ID = "ami-0d53cc9bd365ad65b";

    private JenkinsRule jenkins;
    private FreeStyleBuild build;

    @BeforeEach
    void build(JenkinsRule rule) throws Exception {
        jenkins = rule;
        build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("deploy"));
    }

    private void found(String text) throws Exception {
        TasksAction action = TasksAction.of(build);
        action.begin(new CallRecord("one", "findAmis"));
        action.update("one", task -> {
            task.setNotes(List.of("1 AMI of " + text + " in us-west-2", ID + " in us-west-2: " + text));
            task.ended(List.of(), false);
        });
    }

    private String tasks() {
        return build.getUrl() + "tasks/";
    }

    @Test
    void thePageAndTheRemoteApiTellWhatWasAskedAndWhatCame() throws Exception {
        found("img-mgr");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(tasks()).asNormalizedText())
                    .contains("findAmis", "Done", "1 AMI of img-mgr in us-west-2", ID, "Legacy code started this job");
            assertThat(web.getPage(build).asNormalizedText())
                    .contains("Tasks in AWS", "findAmis: 1 AMI of img-mgr in us-west-2");
            JSONObject task = web.getJSON(tasks() + "api/json")
                    .getJSONObject()
                    .getJSONArray("tasks")
                    .getJSONObject(0);
            assertThat(task.getString("step")).isEqualTo("findAmis");
            assertThat(task.getString("outcome")).isEqualTo("success");
            assertThat(task.getString("began")).matches("20\\d\\d-.*Z");
            assertThat(task.getJSONArray("notes").getString(0)).isEqualTo("1 AMI of img-mgr in us-west-2");
        }
    }

    @Test
    void anAmiLeadsToItsPageBelowTheJobThatBakedItForThoseWhoMaySeeThat() throws Exception {
        FreeStyleProject baker = jenkins.createFreeStyleProject("bake");
        FreeStyleBuild baked = jenkins.buildAndAssertSuccess(baker);
        BakedAmisAction amis = BakedAmisAction.of(baked);
        amis.begin(new BakeRecord("bake-1", "web.json"));
        BakedAmi ami = BakedAmi.named("web", new Region("us-west-2"), new AmiId(ID));
        amis.update("bake-1", bake -> bake.ended(List.of(ami), List.of(), List.of(), false));
        amis.remember("bake-1", Map.of());
        found("img-mgr");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(build.getParent())
                .to("deployer"));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            HtmlPage page = web.login("reader").goTo(tasks());
            HtmlPage own = page.getAnchorByText(ID).click();
            assertThat(own.getUrl().getPath()).endsWith("/job/bake/amis/ami/" + ID + "/");
            assertThat(own.asNormalizedText()).contains(ID);
        }
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            HtmlPage page = web.login("deployer").goTo(tasks());
            assertThat(page.getAnchorByText(ID)
                            .<HtmlPage>click()
                            .getWebResponse()
                            .getContentAsString())
                    .contains(ID, "Not baked here")
                    .doesNotContain("job/bake");
        }
    }

    @Test
    void aFailedTaskSaysWhy() throws Exception {
        TasksAction.of(build).begin(new CallRecord("one", "findAmis"));
        TasksAction.of(build)
                .update("one", task -> task.ended(List.of(FailureRecord.of("No region is given.")), false));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(tasks()).asNormalizedText()).contains("Failed: findAmis", "No region is given.");
        }
    }

    @Test
    void markupIsShownAsText() throws Exception {
        found(HOSTILE);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(build.getUrl(), tasks())) {
                HtmlPage shown = web.goTo(page);
                assertThat(shown.asNormalizedText()).contains(HOSTILE);
                assertThat(shown.getTitleText()).doesNotContain("taken");
                assertThat(shown.getByXPath("//img[@onerror]")).isEmpty();
            }
        }
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws Exception {
        found("a\0b");

        Jenkins.get().reload();

        Run<?, ?> loaded = Jenkins.get()
                .getItemByFullName("deploy", FreeStyleProject.class)
                .getBuildByNumber(1);
        assertThat(loaded.getAction(TasksAction.class).getTasks())
                .singleElement()
                .satisfies(task -> assertThat(task.getNotes()).first().isEqualTo("1 AMI of ab in us-west-2"));
        assertThat(Files.readString(loaded.getRootDir().toPath().resolve("build.xml")))
                .doesNotContain("CollSer", "java.util.Immutable", "serialization=");
    }

    @Test
    void whoMayNotSeeTheBuildSeesNoTask() throws Exception {
        found("img-mgr");
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
            for (String page : List.of(tasks(), tasks() + "api/json")) {
                assertStatus(web, "reader", page, 200);
                assertStatus(web, "stranger", page, 404);
            }
        }
    }
}
