package io.jenkins.plugins.amibakery.it.rule;

import static io.jenkins.plugins.amibakery.it.rule.Pages.HOSTILE;
import static io.jenkins.plugins.amibakery.it.rule.Pages.assertStatus;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.engine.prove.Proof;
import io.jenkins.plugins.amibakery.results.page.ProofsAction;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import io.jenkins.plugins.amibakery.results.record.ProofRowRecord;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What was proved, on the page of the build and on those of the controller, and how it is saved. */
@WithJenkins
class ProofsIT {
    private static final String PAGE = "ami-bakery/immutability/";
    private static final long MONDAY = 1_796_000_000_000L;

    private JenkinsRule jenkins;
    private FreeStyleBuild build;

    @BeforeEach
    void build(JenkinsRule rule) throws Exception {
        jenkins = rule;
        build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("nightly"));
    }

    /** All is green but one. */
    private void proved(String environment, Proof one, Verdict verdict, String evidence) throws Exception {
        List<ProofRowRecord> rows = Arrays.stream(Proof.values())
                .map(proof -> new ProofRowRecord(
                        proof.id(),
                        proof.title(),
                        proof.incident(),
                        proof == one ? verdict : Verdict.GREEN,
                        proof == one ? evidence : "2 instances",
                        MONDAY))
                .toList();
        ProofsAction.of(build).keep(new ProofRecord(environment, "prod in us-west-2", MONDAY, rows));
    }

    @Test
    void eachProofHasAVerdictInAWordItsEvidenceAndItsTime() throws Exception {
        proved("qa in us-west-2", Proof.NO_WAY_IN, Verdict.RED, "i-1 of the stack qa: it has the key pair me");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.getPage(build).asNormalizedText())
                    .contains("Immutability", "qa in us-west-2 and prod in us-west-2: 15 green, 1 red, 0 not known");
            HtmlPage list = web.goTo(PAGE);
            assertThat(list.asNormalizedText()).contains("Red", "15 green, 1 red, 0 not known", "nightly");
            HtmlPage page = list.getAnchorByText("qa in us-west-2 and prod in us-west-2")
                    .click();
            for (HtmlPage shown : List.of(page, web.goTo(build.getUrl() + "proofs/"))) {
                assertThat(shown.asNormalizedText())
                        .contains(
                                "A change that went to one server",
                                "I1.2 nobody can log in",
                                "i-1 of the stack qa: it has the key pair me",
                                "Capacity that never came",
                                "I3.5");
            }
            JSONObject one = web.getJSON(PAGE + "api/json")
                    .getJSONObject()
                    .getJSONArray("environments")
                    .getJSONObject(0);
            assertThat(one.getString("job")).isEqualTo("nightly");
            assertThat(one.getString("url")).isEqualTo(build.getUrl() + "proofs/");
            JSONObject row = one.getJSONObject("proofs").getJSONArray("rows").getJSONObject(1);
            assertThat(row.getString("verdict")).isEqualTo("red");
            assertThat(row.getString("since")).matches("2026-.*Z");
            assertThat(web.getJSON(build.getUrl() + "proofs/api/json")
                            .getJSONObject()
                            .getJSONArray("proofs")
                            .getJSONObject(0)
                            .getString("verdict"))
                    .isEqualTo("red");
        }
    }

    @Test
    void theWorstEnvironmentIsFirstAndTheNewestProofCounts() throws Exception {
        proved("a in us-west-2", Proof.GROWS, Verdict.GREEN, "2 instances");
        proved("b in us-west-2", Proof.GROWS, Verdict.RED, "none grew");
        proved("c in us-west-2", Proof.GROWS, Verdict.NOT_KNOWN, "no drill was made");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(PAGE).asNormalizedText().replaceAll("(?s)\\s+", " "))
                    .containsSubsequence("b in", "Red", "c in", "Not known", "a in", "Green");
        }
    }

    @Test
    void withoutAProofThePageSaysHowToMakeOne() throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(PAGE).asNormalizedText()).contains("Nothing was proved yet", "nightlyProofs");
        }
    }

    @Test
    void whoMayNotSeeTheJobSeesNothingOfIt() throws Exception {
        proved("qa in us-west-2", Proof.GROWS, Verdict.RED, "none grew");
        String id;
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            id = web.getJSON(PAGE + "api/json")
                    .getJSONObject()
                    .getJSONArray("environments")
                    .getJSONObject(0)
                    .getString("id");
        }
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
            for (String page : List.of(build.getUrl() + "proofs/", PAGE + id + "/", PAGE + id + "/api/json")) {
                assertStatus(web, "reader", page, 200);
                assertStatus(web, "stranger", page, 404);
            }
            assertThat(web.login("stranger").goTo(PAGE).asNormalizedText())
                    .contains("Nothing was proved yet")
                    .doesNotContain("qa in us-west-2");
        }
    }

    @Test
    void markupIsShownAsText() throws Exception {
        proved(HOSTILE, Proof.GROWS, Verdict.RED, HOSTILE);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(build.getUrl(), build.getUrl() + "proofs/", PAGE)) {
                HtmlPage shown = web.goTo(page);
                assertThat(shown.asNormalizedText()).contains(HOSTILE);
                assertThat(shown.getByXPath("//img[@onerror]")).isEmpty();
            }
        }
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws Exception {
        proved("qa in us-west-2", Proof.GROWS, Verdict.RED, "none grew");

        Jenkins.get().reload();

        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo(PAGE).asNormalizedText()).contains("qa in us-west-2", "15 green, 1 red");
            assertThat(web.goTo(build.getUrl() + "proofs/").asNormalizedText()).contains("none grew");
        }
        assertThat(Files.readString(build.getRootDir().toPath().resolve("build.xml")))
                .doesNotContain("CollSer", "java.util.Immutable", "serialization=");
    }
}
