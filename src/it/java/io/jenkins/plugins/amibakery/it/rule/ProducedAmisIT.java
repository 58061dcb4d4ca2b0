package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.Pages.HOSTILE;
import static io.jenkins.plugins.amibakery.it.rule.Pages.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.results.page.AmiView;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SleepBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages and the remote API of a build's AMIs, and how they are saved. */
@WithJenkins
class ProducedAmisIT {
    private static final String ID = "ami-0d53cc9bd365ad65b";

    private JenkinsRule jenkins;
    private FreeStyleProject job;
    private FreeStyleBuild build;

    @BeforeEach
    void build(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("img-mgr");
        build = jenkins.buildAndAssertSuccess(job);
    }

    private void bake(String id, String text) throws Exception {
        BakedAmisAction action = BakedAmisAction.of(build);
        action.begin(new BakeRecord(id, text));
        action.update(id, bake -> bake.ended(List.of(ami(text)), List.of(), List.of(), false));
        action.remember(id, Map.of());
    }

    private static BakedAmi ami(String text) {
        BakedAmi ami = BakedAmi.named(text, new Region("us-west-2"), new AmiId(ID));
        return ami.describedAs(new Ami(
                ami.id(),
                ami.region(),
                text,
                "123456789012",
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "x86_64",
                true,
                List.of(new Snapshot("snap-70c8ec788709b24df", 8)),
                Map.of(text, text)));
    }

    private String amis() {
        return build.getUrl() + "amis/";
    }

    @Test
    void parallelBakesShareOneAction() throws Exception {
        bake("one", "web.json");
        bake("two", "worker.json");

        assertThat(build.getActions(BakedAmisAction.class))
                .singleElement()
                .satisfies(action -> assertThat(action.getBakes())
                        .extracting(BakeRecord::getTemplate)
                        .containsExactly("web.json", "worker.json"));
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws Exception {
        bake("one", "web");

        Jenkins.get().reload();

        Run<?, ?> loaded = Jenkins.get()
                .getItemByFullName("img-mgr", FreeStyleProject.class)
                .getBuildByNumber(1);
        BakedAmisAction action = loaded.getAction(BakedAmisAction.class);
        assertThat(action.getBakes()).extracting(BakeRecord::getOutcome).containsExactly("success");
        AmiView ami = action.getAmis().get(0);
        assertThat(ami.getId()).isEqualTo(ID);
        assertThat(ami.getSnapshots()).singleElement().extracting("id").isEqualTo("snap-70c8ec788709b24df");
        assertThat(ami.getTags()).singleElement().extracting("value").isEqualTo("web");
    }

    @Test
    void nothingButPlainTypesIsInTheFile() throws Exception {
        bake("one", "web");

        String saved = Files.readString(build.getRootDir().toPath().resolve("build.xml"), StandardCharsets.UTF_8);

        assertThat(saved)
                .contains("<id>" + ID + "</id>")
                .doesNotContain("CollSer", "java.util.Immutable", "serialization=");
    }

    @Test
    void whatXmlCannotHoldDoesNotKeepABuildFromLoading() throws Exception {
        bake("one", "a\0b\u001b\uFFFF");
        BakedAmisAction.of(build).update("one", bake -> bake.setStartedBy("c\0d"));

        Jenkins.get().reload();

        Run<?, ?> loaded = Jenkins.get()
                .getItemByFullName("img-mgr", FreeStyleProject.class)
                .getBuildByNumber(1);
        BakedAmisAction action = loaded.getAction(BakedAmisAction.class);
        assertThat(action.getBakes())
                .extracting(BakeRecord::getTemplate, BakeRecord::getStartedBy)
                .containsExactly(tuple("ab", "cd"));
        assertThat(action.getAmis()).extracting(AmiView::getName).containsExactly("a b ");
    }

    @Test
    void aDamagedBuildThatLacksEverythingStillLoads() {
        String damaged = "<io.jenkins.plugins.amibakery.results.page.BakedAmisAction><records><list>"
                + "<io.jenkins.plugins.amibakery.results.record.BakeRecord><id>old</id><gone>x</gone>"
                + "<amis><io.jenkins.plugins.amibakery.results.record.AmiRecord><id>" + ID + "</id>"
                + "</io.jenkins.plugins.amibakery.results.record.AmiRecord></amis>"
                + "</io.jenkins.plugins.amibakery.results.record.BakeRecord></list></records>"
                + "</io.jenkins.plugins.amibakery.results.page.BakedAmisAction>";

        BakedAmisAction action = (BakedAmisAction) Run.XSTREAM2.fromXML(damaged);
        action.onLoad(build);

        assertThat(action.getAmis()).extracting(AmiView::getId).containsExactly(ID);
        assertThat(action.getBakes()).extracting(BakeRecord::getTemplate).containsExactly("");
        BakedAmisAction empty =
                (BakedAmisAction) Run.XSTREAM2.fromXML("<io.jenkins.plugins.amibakery.results.page.BakedAmisAction/>");
        empty.onLoad(build);
        assertThat(empty.getBakes()).isEmpty();
    }

    @Test
    void theBuildsPageAndTheOwnPagesShowTheAmi() throws Exception {
        bake("one", "web");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.getPage(build).asNormalizedText()).contains("Produced AMIs", ID, "us-west-2");
            assertThat(web.goTo(amis()).asNormalizedText()).contains(ID, "Available", "us-west-2", "web", "8 GiB");
            HtmlPage own = web.goTo(amis() + ID + "/");
            assertThat(own.getUrl().getPath()).as("below the job").endsWith("/job/img-mgr/amis/ami/" + ID + "/");
            assertThat(own.asNormalizedText()).contains("snap-70c8ec788709b24df", "1 tag", "No environment has it");
            assertThat(own.getAnchorByText("EC2 console").getHrefAttribute())
                    .isEqualTo("https://console.aws.amazon.com/ec2/home?region=us-west-2#ImageDetails:imageId=" + ID);
        }
    }

    @Test
    void anAmiOfAnotherBuildIsNotFound() throws Exception {
        bake("one", "web");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.assertFails(amis() + "ami-00000000000000001/", 404);
        }
    }

    @Test
    void aBuildWithoutAmisSaysSo() throws Exception {
        BakedAmisAction.of(build).begin(new BakeRecord("one", "web.json"));
        BakedAmisAction.of(build).update("one", bake -> bake.failed("No space left on the agent.", false));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(amis()).asNormalizedText())
                    .contains("No space left on the agent.")
                    .doesNotContain("No AMI was produced");
            assertThat(web.getPage(build).asNormalizedText()).contains("No space left on the agent.");
        }
    }

    @Test
    void aRunningBakeTellsItsPhaseAndItsPageAsksForNewsByAScriptOfItsOwn() throws Exception {
        job.getBuildersList().add(new SleepBuilder(60_000));
        build = job.scheduleBuild2(0).waitForStart();
        BakedAmisAction action = BakedAmisAction.of(build);
        action.begin(new BakeRecord("one", "web.json"));
        action.live("one").phase("web", "provision", System.currentTimeMillis());
        action.live("one").away("ag1");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.getOptions().setJavaScriptEnabled(false);
            HtmlPage page = web.goTo(amis());
            assertThat(page.asNormalizedText())
                    .contains("web: provision for", "Agent 'ag1' is offline", "Sleeping 60000ms");
            assertThat(page.getByXPath("//script[contains(@src, 'amibakery/results/page/live.js')]"))
                    .hasSize(1);
            assertThat(page.getByXPath("//*[contains(@class, 'ami-bakery-live')]//script[not(@src)]"))
                    .isEmpty();
            HtmlPage part = web.goTo(amis() + "progress");
            assertThat(part.getByXPath("//*[@data-part='now' and @data-running='true']"))
                    .hasSize(1);
            assertThat(part.getElementsByTagName("header")).isEmpty();

            action.update("one", bake -> bake.ended(List.of(ami("web")), List.of(), List.of(), false));
            action.remember("one", Map.of());
            assertThat(web.goTo(amis() + "progress").asNormalizedText())
                    .contains(ID)
                    .doesNotContain("provision");
        } finally {
            build.doStop();
        }
    }

    @Test
    void markupIsShownAsText() throws Exception {
        bake("one", HOSTILE);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(build.getUrl(), amis(), amis() + ID + "/")) {
                HtmlPage shown = web.goTo(page);
                assertThat(shown.asNormalizedText()).contains(HOSTILE);
                assertThat(shown.getTitleText()).doesNotContain("taken");
                assertThat(shown.getByXPath("//img[@onerror]")).isEmpty();
            }
        }
    }

    @Test
    void theRemoteApiHasAmisAndBakes() throws Exception {
        bake("one", "web");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            JSONObject all = web.getJSON(amis() + "api/json").getJSONObject();
            JSONObject ami = all.getJSONArray("amis").getJSONObject(0);
            assertThat(ami.getString("id")).isEqualTo(ID);
            assertThat(ami.getString("bakeId")).isEqualTo("one");
            assertThat(ami.getJSONArray("tags").getJSONObject(0).getString("key"))
                    .isEqualTo("web");
            assertThat(all.getJSONArray("bakes").getJSONObject(0).getString("outcome"))
                    .isEqualTo("success");
            assertThat(web.getJSON(amis() + ID + "/api/json").getJSONObject().getString("region"))
                    .isEqualTo("us-west-2");
        }
    }

    @Test
    void theRemoteApiWritesXmlWhateverATagIsCalled() throws Exception {
        bake("one", HOSTILE);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            Page xml = web.goTo(amis() + "api/xml", "application/xml");
            assertThat(xml.getWebResponse().getContentAsString())
                    .contains("<key>&lt;script&gt;")
                    .doesNotContain("<script>");
        }
    }

    @Test
    @SuppressWarnings("try")
    void whoMayNotSeeTheBuildSeesNoAmi() throws Exception {
        bake("one", "web");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer"));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            // A part of a page lacks the scripts of the whole one.
            web.getOptions().setThrowExceptionOnScriptError(false);
            for (String page : List.of(
                    amis(), amis() + "progress", amis() + "api/json", amis() + ID + "/", amis() + ID + "/api/json")) {
                web.withThrowExceptionOnFailingStatusCode(false);
                assertStatus(web, "reader", page, 200);
                assertStatus(web, "stranger", page, 404);
                assertStatus(web, "discoverer", page, 403);
            }
        }
        BakedAmisAction action = BakedAmisAction.of(build);
        try (ACLContext stranger =
                ACL.as2(User.getOrCreateByIdOrFullName("stranger").impersonate2())) {
            assertThat(action.getAmis()).isEmpty();
            assertThat(action.getBakes()).isEmpty();
        }
        try (ACLContext reader =
                ACL.as2(User.getOrCreateByIdOrFullName("reader").impersonate2())) {
            assertThat(action.getAmis()).hasSize(1);
        }
    }
}
