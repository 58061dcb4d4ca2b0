package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.SecretDigests;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import io.jenkins.plugins.amibakery.trust.AmiTrustProperty;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import io.jenkins.plugins.amibakery.trust.TrustingFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The controller's key, the identities of jobs, and folders whose jobs trust each other. */
@WithJenkins
class TrustRuleIT {
    private static final String SECRET_DIGEST = "c0ffee".repeat(10) + "cafe";

    private static Folder folder(JenkinsRule jenkins, String name) throws Exception {
        return jenkins.jenkins.createProject(Folder.class, name);
    }

    private static void protect(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "configurer")
                .grant(Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("configurer")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItemByFullName("shown"))
                .to("reader")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("configurer")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    @Test
    void trustIsOffUntilTheFoldersPageSaysItAndSurvivesTheForm(JenkinsRule jenkins) throws Exception {
        Folder folder = folder(jenkins, "team");
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "web");
        jenkins.configRoundtrip(folder);
        assertThat(folder.getProperties().get(AmiTrustProperty.class)).isNull();
        assertThat(TrustingFolder.around(job)).isEmpty();

        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            HtmlForm form = web.getPage(folder, "configure").getFormByName("config");
            form.getInputByName("_.trusting").setChecked(true);
            jenkins.submit(form);
        }
        assertThat(folder.getProperties().get(AmiTrustProperty.class).isTrusting())
                .isTrue();
        jenkins.configRoundtrip(folder);
        Jenkins.get().reload();
        FreeStyleProject loaded = Jenkins.get().getItemByFullName("team/web", FreeStyleProject.class);
        assertThat(TrustingFolder.around(loaded)).map(TrustingFolder::name).contains("team");
    }

    @Test
    void onlyWhoeverMayConfigureTheFolderSaysIt(JenkinsRule jenkins) throws Exception {
        Folder folder = folder(jenkins, "shown");
        protect(jenkins);
        try (JenkinsRule.WebClient web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            Pages.assertStatus(web, "reader", "job/shown/configure", 403);
            assertThat(Pages.send(web, HttpMethod.POST, "job/shown/configSubmit")
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(403);
            assertThat(folder.getProperties().get(AmiTrustProperty.class)).isNull();
            Pages.assertStatus(web, "configurer", "job/shown/configure", 200);
        }
    }

    @Test
    void theOutermostTrustingFolderCountsAndKnowsItsJobsAtAnyDepth(JenkinsRule jenkins) throws Exception {
        Folder outer = folder(jenkins, "outer");
        Folder inner = outer.createProject(Folder.class, "inner");
        FreeStyleProject deep = inner.createProject(FreeStyleProject.class, "deep");
        FreeStyleProject high = outer.createProject(FreeStyleProject.class, "high");
        FreeStyleProject alone = jenkins.createFreeStyleProject("alone");
        String id = JobIdentity.of(deep);
        JobIdentity.of(alone);
        inner.addProperty(new AmiTrustProperty(true));
        assertThat(TrustingFolder.around(deep)).map(TrustingFolder::name).contains("outer/inner");
        assertThat(TrustingFolder.around(high)).isEmpty();
        outer.addProperty(new AmiTrustProperty(true));
        TrustingFolder found = TrustingFolder.around(high).orElseThrow();
        assertThat(found.name()).isEqualTo("outer");
        assertThat(found.jobs()).containsOnlyKeys(id).containsEntry(id, deep);
        assertThat(TrustingFolder.around(alone)).isEmpty();
    }

    @Test
    void aJobKeepsItsIdentityWhenItIsRenamedAndACopyHasAnother(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("web");
        String id = JobIdentity.of(job);
        byte[] key = SecretDigests.key(id);
        job.renameTo("site");
        assertThat(JobIdentity.of(job)).isEqualTo(id);
        assertThat(SecretDigests.key(JobIdentity.of(job))).isEqualTo(key).hasSize(32);
        FreeStyleProject copy = (FreeStyleProject) jenkins.jenkins.<TopLevelItem>copy(job, "copy");
        assertThat(JobIdentity.of(copy)).isNotEqualTo(id);
        assertThat(SecretDigests.key(JobIdentity.of(copy))).isNotEqualTo(key);
        job.delete();
        assertThat(JobIdentity.of(jenkins.createFreeStyleProject("site"))).isNotEqualTo(id);
    }

    @Test
    void thePublicHalfIsOnAPageAndThePrivateHalfNowhereInClear(JenkinsRule jenkins) throws Exception {
        VerifyingKey key = SigningKey.get().signer().verifyingKey();
        protectWithItem(jenkins);
        try (JenkinsRule.WebClient web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            assertThat(web.goTo("ami-bakery/key/pem", null).getWebResponse().getContentAsString())
                    .doesNotContain("PUBLIC KEY");
            web.login("reader");
            assertThat(web.goTo("ami-bakery/key/").asNormalizedText()).contains(key.id(), "BEGIN PUBLIC KEY");
            var pem = web.goTo("ami-bakery/key/pem", null).getWebResponse();
            assertThat(pem.getContentType()).isEqualTo("application/x-pem-file");
            assertThat(VerifyingKey.read(pem.getContentAsString())).isEqualTo(key);
        }
        try (Stream<Path> files = Files.walk(jenkins.jenkins.getRootDir().toPath())) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("PRIVATE KEY-----\nMC"));
        }
    }

    private static void protectWithItem(JenkinsRule jenkins) throws Exception {
        folder(jenkins, "shown");
        protect(jenkins);
    }

    @Test
    void theKeyIsReplacedByAdministratorsAndTheOldOneShownToThem(JenkinsRule jenkins) throws Exception {
        protectWithItem(jenkins);
        VerifyingKey old = SigningKey.get().signer().verifyingKey();
        String path = "descriptorByName/" + AmiBakeryConfiguration.class.getName() + "/replaceSigningKey";
        try (JenkinsRule.WebClient web = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            web.login("configurer");
            assertThat(Pages.send(web, HttpMethod.POST, path).getWebResponse().getStatusCode())
                    .isEqualTo(403);
            assertThat(SigningKey.get().signer().verifyingKey()).isEqualTo(old);
            web.login("admin");
            String said =
                    Pages.send(web, HttpMethod.POST, path).getWebResponse().getContentAsString();
            assertThat(said)
                    .contains(
                            old.pem().lines().skip(1).findFirst().orElseThrow().substring(0, 20));
        }
        assertThat(SigningKey.get().signer().verifyingKey()).isNotEqualTo(old);
        AmiBakeryConfiguration.get().setTrustedKeys("# before May\n" + old.pem());
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            jenkins.submit(web.login("admin").goTo("configure").getFormByName("config"));
        }
        assertThat(AmiBakeryConfiguration.get().getTrustedKeys())
                .contains(old.pem().strip());
    }

    @Test
    void noPageAndNoApiShowsTheDigestOfASecret(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("web");
        BakeKey key = BakeKey.of(List.of(new KeyPart(KeyPart.Kind.SECRET, "pin", SECRET_DIGEST, "")), List.of());
        FreeStyleBuild build =
                BakeHistoryIT.bake(jenkins, job, 1, bake -> bake.getOrigin().setKey(key));
        Path kept = job.getRootDir().toPath().resolve("ami-bakery/bakes/web-1-aa.details.xml");
        assertThat(kept).content().contains(SECRET_DIGEST);
        String base = "job/web/amis/bake/web-1-aa/";
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            for (String page : List.of(
                    base,
                    base + "api/json?depth=9",
                    base + "api/xml?depth=9",
                    "job/web/amis/api/json?depth=9",
                    build.getUrl() + "amis/",
                    build.getUrl() + "amis/api/json?depth=9",
                    build.getUrl() + "api/json?depth=9",
                    "ami-bakery/api/json?depth=9")) {
                assertThat(web.goTo(page, null).getWebResponse().getContentAsString())
                        .as(page)
                        .doesNotContain(SECRET_DIGEST.substring(0, 12));
            }
        }
    }

    @Test
    void whoeverMayNotSeeAJobLearnsNeitherItsNameNorItsBake(JenkinsRule jenkins) throws Exception {
        jenkins.createFreeStyleProject("xanadu");
        FreeStyleProject shown = jenkins.createFreeStyleProject("shown");
        FreeStyleBuild build = BakeHistoryIT.bake(
                jenkins, shown, 1, bake -> bake.getOrigin().reused("xanadu-7-0a1b2c3d", "xanadu", 7));
        protect(jenkins);
        List<String> pages = List.of(
                build.getUrl() + "amis/",
                build.getUrl() + "amis/api/json?depth=9",
                "job/shown/amis/",
                "job/shown/amis/api/json?depth=9",
                "job/shown/amis/bake/shown-1-aa/",
                "job/shown/amis/bake/shown-1-aa/api/json?depth=9",
                "ami-bakery/api/json?depth=9");
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.login("reader");
            for (String page : pages) {
                assertThat(web.goTo(page, null).getWebResponse().getContentAsString())
                        .as(page)
                        .doesNotContain("xanadu");
            }
            web.login("admin");
            assertThat(web.goTo(pages.get(1), null).getWebResponse().getContentAsString())
                    .contains("xanadu-7-0a1b2c3d");
        }
    }
}
