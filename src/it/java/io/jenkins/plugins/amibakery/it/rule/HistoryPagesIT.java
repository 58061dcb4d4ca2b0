package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.BakeHistoryIT.ami;
import static io.jenkins.plugins.amibakery.it.rule.BakeHistoryIT.bake;
import static io.jenkins.plugins.amibakery.it.rule.BakeHistoryIT.key;
import static io.jenkins.plugins.amibakery.it.rule.Pages.HOSTILE;
import static io.jenkins.plugins.amibakery.it.rule.Pages.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ListView;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import io.jenkins.plugins.amibakery.results.page.AmiColumn;
import io.jenkins.plugins.amibakery.results.page.JobAmisAction;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
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

/** The pages, the column and the remote API of a job's bakes, for anyone who may see the job. */
@WithJenkins
class HistoryPagesIT {
    private static final String AMIS = "job/img-mgr/amis/";

    private JenkinsRule jenkins;
    private FreeStyleProject job;
    private BakeHistory history;

    @BeforeEach
    void job(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("img-mgr");
        history = BakeHistory.of(job);
    }

    @Test
    void aJobThatNeverBakedHasAPageButNoLink() throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(AMIS).asNormalizedText()).contains("No AMI yet", "bakeAmi");
            assertThat(web.goTo("ami-bakery/").asNormalizedText()).contains("No AMI yet");
        }
        assertThat(job.getAction(JobAmisAction.class).getIconFileName()).isNull();
    }

    @Test
    void aBakesPageTellsWhatChanged() throws Exception {
        bake(jenkins, job, 1, bake -> bake.getOrigin().setKey(key("1")));
        bake(jenkins, job, 2, bake -> bake.getOrigin().setKey(key("2")));
        history.update("img-mgr-1-aa", bake -> bake.setPackages(Map.of("bash", "5.1", "vim", "9")));
        history.update("img-mgr-2-aa", bake -> bake.setPackages(Map.of("bash", "5.2")));

        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(AMIS).asNormalizedText()).contains("1 changed, 0 added, 1 removed");
            assertThat(web.goTo(AMIS + "bake/img-mgr-2-aa/").asNormalizedText())
                    .contains("variable version changed: 1 -> 2")
                    .contains("install.sh:3", "takes whatever is newest")
                    .contains("bash\t5.1\t5.2")
                    .contains("Compared with the bake img-mgr-1-aa");
            JSONObject bake = web.getJSON(AMIS + "bake/img-mgr-2-aa/api/json").getJSONObject();
            assertThat(bake.getJSONArray("packageLines").size()).isEqualTo(2);
            assertThat(bake.getJSONArray("keyChanges").size()).isEqualTo(1);
            web.assertFails(AMIS + "bake/none/", 404);
            web.assertFails(AMIS + "bake/..index/", 404);
        }
    }

    @Test
    void aPageOfTheHistoryIsBoundedAndFiltered() throws Exception {
        FreeStyleBuild build = bake(jenkins, job, 1, bake -> {});
        for (int i = 2; i <= 60; i++) {
            BakeRecord bake = new BakeRecord("more-" + i, "db.json");
            bake.failed("no " + i + ".", false);
            history.add(BakeEntry.of(bake, build));
        }
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            JSONObject first = web.getJSON(AMIS + "api/json").getJSONObject();
            assertThat(first.getJSONArray("bakes").size()).isEqualTo(25);
            assertThat(first.getInt("total")).isEqualTo(60);
            assertThat(first.getInt("pages")).isEqualTo(3);
            JSONObject last = web.getJSON(AMIS + "api/json?page=3").getJSONObject();
            assertThat(last.getJSONArray("bakes").size()).isEqualTo(10);
            assertThat(web.getJSON(AMIS + "api/json?q=no%2017.&tree=bakes[bakeId]")
                            .getJSONObject()
                            .toString())
                    .contains("\"bakes\":[{", "more-17")
                    .doesNotContain("template", "more-18");
            HtmlPage page = web.goTo(AMIS + "?status=failure");
            assertThat(page.asNormalizedText()).contains("Page 1 of 3");
            assertThat(page.getAnchorByText("Next").<HtmlPage>click().asNormalizedText())
                    .contains("Page 2 of 3");
            assertThat(web.goTo(AMIS + "?q=nowhere").asNormalizedText()).contains("Nothing found");
            assertThat(web.getJSON("job/img-mgr/api/json?depth=2")
                            .getJSONObject()
                            .toString())
                    .doesNotContain("more-17");
        }
    }

    @Test
    void anAmiHasOnePageThatOutlivesItsBuildAndIsFoundFromAnywhere() throws Exception {
        bake(jenkins, job, 1, bake -> bake.getOrigin().setKey(key("1")));
        FreeStyleBuild build = bake(jenkins, job, 2, bake -> bake.getOrigin().setKey(key("2")));
        history.update("img-mgr-1-aa", bake -> bake.setPackages(Map.of("bash", "5.1")));
        history.update("img-mgr-2-aa", bake -> bake.setPackages(Map.of("bash", "5.2")));
        deployed(1, "prod");
        deployed(2, "dev");
        build.delete();

        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String from : List.of("ami-bakery/?q=" + ami(2), "ami-bakery/ami/" + ami(2) + "/")) {
                HtmlPage page = web.goTo(from);
                assertThat(page.getUrl().getPath()).endsWith("/job/img-mgr/amis/ami/" + ami(2) + "/");
                assertThat(page.asNormalizedText())
                        .contains("Build #2 (discarded)", "Deployed to", "dev")
                        .contains("Compared with " + ami(1) + " (the AMI before, prod)")
                        .contains("variable version changed: 1 → 2", "bash\t5.1\t5.2");
                assertThat(page.getAnchorByText("img-mgr-2-aa")
                                .<HtmlPage>click()
                                .asNormalizedText())
                        .as("the page of the bake leads back")
                        .contains(ami(2));
            }
            JSONObject api = web.getJSON(AMIS + "ami/" + ami(2) + "/api/json").getJSONObject();
            assertThat(api.getString("bakeId")).isEqualTo("img-mgr-2-aa");
            assertThat(api.getJSONArray("environments").getJSONObject(0).getString("environment"))
                    .isEqualTo("dev");
            bake(jenkins, job, 3, bake -> bake.getOrigin().setBases(List.of(new BaseRecord("us-west-2", "", ami(2)))));
            assertThat(web.goTo("ami-bakery/ami/" + ami(2) + "/").asNormalizedText())
                    .contains("Baked on it\nThe current AMIs of these recipes are baked on it");
            assertThat(web.goTo("ami-bakery/ami/" + ami(9) + "/").asNormalizedText())
                    .contains("Not baked here");
            web.assertFails("ami-bakery/ami/none/", 404);
            web.assertFails(AMIS + "ami/" + ami(9) + "/", 404);
        }
    }

    private void deployed(int ami, String environment) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        DeploymentRecord record = new DeploymentRecord(environment, DeployAction.DEPLOY, environment);
        record.setAmi(ami(ami));
        record.ended(List.of(), false);
        JobDeployments.note(job, build.getNumber(), List.of(record));
    }

    @Test
    void markupIsShownAsText() throws Exception {
        bake(jenkins, job, 1, bake -> {
            bake.setRecipe(HOSTILE);
            bake.setStartedBy(HOSTILE);
            bake.setCommit(HOSTILE);
            bake.getOrigin().setReason(HOSTILE);
            bake.getOrigin().setNode(HOSTILE);
            bake.getOrigin().reused(HOSTILE, "", 0);
        });
        history.update("img-mgr-1-aa", bake -> bake.setPackages(Map.of(HOSTILE, HOSTILE)));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String path :
                    List.of(AMIS, AMIS + "bake/img-mgr-1-aa/", AMIS + "ami/" + ami(1) + "/", "ami-bakery/")) {
                HtmlPage page = web.goTo(path);
                assertThat(page.asNormalizedText()).as(path).contains(HOSTILE);
                assertThat(page.getTitleText()).doesNotContain("taken");
                assertThat(page.getByXPath("//img[@onerror]")).isEmpty();
            }
            HtmlPage asked = web.goTo(AMIS + "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
            assertThat(asked.getElementByName("q").getAttribute("value")).isEqualTo("\"><script>alert(1)</script>");
        }
    }

    @Test
    void theGlobalPageListsEveryRecipeAndFindsThem() throws Exception {
        bake(jenkins, job, 1, bake -> {});
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        BakeRecord failed = new BakeRecord("other-1", "db.json");
        failed.setRecipe("db");
        failed.failed("No AMI matches.", false);
        BakeHistory.of(other).add(BakeEntry.of(failed, jenkins.buildAndAssertSuccess(other)));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            HtmlPage all = web.goTo("ami-bakery/");
            assertThat(all.asNormalizedText()).contains("web", "img-mgr", ami(1), "1 recipe without an AMI yet");
            assertThat(all.querySelector("details").getTextContent()).contains("db", "other", "No AMI matches.");
            assertThat(web.goTo("ami-bakery/?q=" + ami(1)).asNormalizedText())
                    .contains("img-mgr")
                    .doesNotContain("No AMI matches.");
            JSONObject found = web.getJSON("ami-bakery/api/json?q=OTHER").getJSONObject();
            assertThat(found.getInt("matching")).isEqualTo(1);
            assertThat(found.getJSONArray("neverBaked").getJSONObject(0).getString("health"))
                    .isEqualTo("none");
        }
    }

    @Test
    void aListViewShowsTheCurrentAmi() throws Exception {
        bake(jenkins, job, 1, bake -> {});
        ListView view = new ListView("images", Jenkins.get());
        Jenkins.get().addView(view);
        view.getColumns().add(new AmiColumn());
        view.add(job);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo("view/images/").asNormalizedText()).contains(ami(1), "us-west-2");
            jenkins.submit(web.goTo("view/images/configure").getFormByName("viewConfig"));
        }
        assertThat(((ListView) Jenkins.get().getView("images")).getColumns().get(AmiColumn.class))
                .isNotNull();
    }

    @Test
    @SuppressWarnings("try")
    void whoMayNotSeeTheJobSeesNothingOfIt() throws Exception {
        bake(jenkins, job, 1, bake -> {});
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "stranger", "discoverer")
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer"));
        String bake = AMIS + "bake/img-mgr-1-aa/";
        String one = AMIS + "ami/" + ami(1) + "/";
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.withThrowExceptionOnFailingStatusCode(false);
            for (String page : List.of(AMIS, AMIS + "api/json", bake, bake + "api/json", one, one + "api/json")) {
                assertStatus(web, "reader", page, 200);
                assertStatus(web, "stranger", page, 404);
                assertStatus(web, "discoverer", page, 403);
            }
            for (String user : List.of("stranger", "discoverer")) {
                web.login(user);
                assertThat(web.goTo("ami-bakery/").asNormalizedText()).as(user).doesNotContain("img-mgr", ami(1));
                assertThat(web.getJSON("ami-bakery/api/json").getJSONObject().getInt("total"))
                        .as(user)
                        .isZero();
                assertThat(web.goTo("ami-bakery/ami/" + ami(1) + "/").asNormalizedText())
                        .as(user)
                        .contains("Not baked here")
                        .doesNotContain("img-mgr");
            }
            assertThat(web.login("reader").goTo("ami-bakery/").asNormalizedText())
                    .contains(ami(1));
        }
        try (JenkinsRule.WebClient anonymous = jenkins.createWebClient()) {
            anonymous.withThrowExceptionOnFailingStatusCode(false);
            assertThat(anonymous
                            .goTo("ami-bakery/api/json", null)
                            .getWebResponse()
                            .getContentAsString())
                    .as("anonymous is sent to log in")
                    .doesNotContain("recipes", "img-mgr", ami(1));
        }
        JobAmisAction action = job.getAction(JobAmisAction.class);
        try (ACLContext stranger =
                ACL.as2(User.getOrCreateByIdOrFullName("stranger").impersonate2())) {
            assertThat(action.getRecipes()).isEmpty();
            assertThat(action.getIconFileName()).isNull();
            assertThat(new AmiColumn().getRecipe(job)).isNull();
        }
    }
}
