package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shared library, by the Jenkinsfiles of its page, on a controller that was empty before the sample configuration set it up. */
@ExtendWith(NeedsLibrary.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {
    private static final String PIPELINE = Page.example("From a commit to production", "groovy");
    private static final String LOCK = Page.example("The lock file", "groovy");
    private static final String NIGHTLY = Page.example("Every night", "groovy");
    private static final String PROOFS = Page.example("Proofs every night", "groovy");
    private static final String MATRIX = Page.example("Several images at once", "groovy");
    private static final String DEPLOY = Page.example("An existing AMI", "groovy");

    private static final String SETTINGS = Page.example("Settings for all jobs of a repository", "yaml");
    private static final String WORKER = "images/worker.json";
    private static final String LOCK_FILE = "packer/img-mgr.lock.json";

    private Workshop workshop;
    private String lock = "";
    private String ami = "";

    @BeforeAll
    void open() {
        workshop = new Workshop(
                RealJenkins.given().orElseThrow(), Path.of(System.getProperty("buildDirectory"), "workshop"));
    }

    @BeforeEach
    void calm() {
        workshop.calm();
    }

    @AfterAll
    void close() {
        if (workshop != null) {
            try (Workshop closing = workshop) {
                assertThat(closing.controller().newComplaints()).isEmpty();
            }
        }
    }

    @Test
    void theSampleSetsUpUsersRightsFoldersAndJobs() {
        assertThat(workshop.as("baker")
                        .json("/api/json?tree=jobs[name,jobs[name]]")
                        .findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "img-mgr", "img-mgr", "nightly-rebake", "playground", "img-mgr", "nightly-rebake");
        assertThat(workshop.as("baker").ask("/script").status()).isEqualTo(403);
        assertThat(workshop.as("approver")
                        .ask("/job/img-mgr/job/img-mgr/configure")
                        .status())
                .isEqualTo(403);
        assertThat(workshop.controller().script("""
                        println io.jenkins.plugins.amibakery.config.BakeryPermission.BAKE.with { bake ->
                          ['baker', 'approver'].collect {
                            jenkins.model.Jenkins.get().ACL.hasPermission2(hudson.model.User.getById(it, false).impersonate2(), bake)
                          }
                        }""")).isEqualTo("[true, false]");
    }

    @Test
    void oneAmiGoesFromCommitToProductionAndTheNextRunTakesItAgain() {
        lock();
        Set<String> before = workshop.cloud().inventory();
        Build first = workshop.job("img-mgr", "img-mgr", PIPELINE).start();
        approve(first, "prod");
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        List<String> amis = deployed(first);
        assertThat(amis).as(first.log()).hasSize(3);
        assertThat(Set.copyOf(amis)).hasSize(1);
        assertThat(workshop.cloud().imagesSince(before)).isSubsetOf("image " + amis.get(0));
        assertThat(first.log()).contains("Approved by approver");

        Set<String> then = workshop.cloud().inventory();
        Build second = workshop.job("img-mgr", "img-mgr", PIPELINE).start();
        approve(second, "prod");
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        assertThat(second.log()).contains("Reused 1 AMI of bake ").contains("sha256:");
        assertThat(Set.copyOf(deployed(second))).isEqualTo(Set.copyOf(amis));
        assertThat(workshop.cloud().imagesSince(then)).isEmpty();
        assertThat(first.log().lines().filter(line -> line.endsWith("/health answers 200.")))
                .hasSize(3);
    }

    @Test
    void aControllerKilledWhileItBakesDeploysAndWaitsChangesNothing() {
        Set<String> before = workshop.cloud().inventory();
        workshop.images().delete(LOCK_FILE);
        Build build = workshop.job(
                        "playground",
                        "img-mgr",
                        PIPELINE.replace("1.4.0", "1.5.0").replace("'dev', 'qa'", "'dev'"))
                .start();
        build.awaitLog("==== amazon-ebs: provision");
        crash();
        build.awaitLog("==== amazon-ebs: stop");
        build.awaitLog(" taken on s3://");
        crash();
        build.awaitLog("Input requested");
        crash();
        approve(build, "prod");

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(Set.copyOf(deployed(build))).hasSize(1);
        assertThat(workshop.cloud().imagesSince(before)).hasSize(1);
    }

    @Test
    void nightsBakeOnlyWhatHasChanged() {
        lock();
        workshop.images().write(WORKER, workshop.images().read(WORKER).replace("\"ticks\": \"4\"", "\"ticks\": \"2\""));
        Build first = workshop.job("img-mgr", "nightly-rebake", NIGHTLY).run();
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(first.log()).containsPattern("worker +baked").contains("No notification by mail");
        Set<String> before = workshop.cloud().inventory();

        Build second = workshop.job("img-mgr", "nightly-rebake", NIGHTLY).run();

        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        assertThat(second.log()).contains("2 reused");
        assertThat(workshop.cloud().since(before)).isEmpty();
    }

    @Test
    void nightsTestWhatRunsAndProveBothEnvironments() {
        lock();
        workshop.images().write("may-differ.txt", "M*Size\nChanges\nVpcId\nPublicSubnets\nPrivateSubnets\n");
        Build deployed = workshop.job("img-mgr", "img-mgr", PIPELINE).start();
        approve(deployed, "prod");
        assertThat(deployed.result()).as(deployed.log()).isEqualTo("SUCCESS");

        Build build = workshop.job("img-mgr", "nightly-rebake", PROOFS).run();

        assertThat(build.result()).as(build.log()).isEqualTo("UNSTABLE");
        assertThat(build.log()).contains("nightlyProofs: not known: I1.2 nobody can log in: ");
        JsonNode proofs = workshop.controller()
                .web()
                .json("/ami-bakery/immutability/api/json?depth=2")
                .path("environments");
        assertThat(proofs.findValuesAsText("verdict")).doesNotContain("red");
        assertThat(verdicts(proofs)).containsEntry("I2.1", "green").containsEntry("I3.1", "green");
    }

    private static Map<String, String> verdicts(JsonNode proofs) {
        return StreamSupport.stream(proofs.findValue("rows").spliterator(), false)
                .collect(Collectors.toMap(
                        row -> row.path("proof").asText(),
                        row -> row.path("verdict").asText()));
    }

    @Test
    void aMatrixBakesAllItCanAndNamesWhatFailed() {
        Build all = workshop.job("img-mgr", "img-mgr", MATRIX).run();
        assertThat(all.result()).as(all.log()).isEqualTo("SUCCESS");
        assertThat(all.amiIds()).hasSize(3);

        Build failing = workshop.job("img-mgr", "img-mgr", MATRIX.replace("ticks: '3'", "tick: '3'"))
                .run();
        assertThat(failing.result()).isEqualTo("FAILURE");
        assertThat(failing.amiIds()).hasSize(2);
        assertThat(failing.log()).contains("bakeMatrix: 1 of 3 recipes failed: worker-slow (");
    }

    @Test
    void anAmiThatIsThereIsDeployedByItsId() {
        lock();
        Job job = workshop.another("img-mgr", "deploy-ami", DEPLOY);
        assertThat(job.run().log()).contains("ERROR: deployAmi: ami is '', a text; it must be an AMI's id");
        Build build = job.start(Map.of("AMI", ami));
        approve(build, "qa");
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(deployed(build)).containsExactly(ami);
    }

    @Test
    void aNameThatDoesNotExistIsOneClearLine() {
        Build build = workshop.job("img-mgr", "img-mgr", PIPELINE.replace("environments:", "enviroments:"))
                .run();

        assertThat(build.result()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains(
                        "ERROR: imgMgrPipeline: no parameter 'enviroments'; did you mean 'environments'? Allowed: environments, approve, ")
                .doesNotContain("\tat ");
    }

    @Test
    void aFileOfSettingsGoesOverTheDefaultsAndIsChecked() {
        String configured = PIPELINE.replaceFirst("(?m)^ *environments: .*\n", "    config: 'bakery.yml',\n");
        workshop.images().write("bakery.yml", SETTINGS);
        Build read = workshop.job("img-mgr", "img-mgr", configured.replace("['prod']", "['qa']"))
                .run();
        assertThat(read.result()).isEqualTo("FAILURE");
        assertThat(read.log())
                .contains(
                        "ERROR: imgMgrPipeline: approve names 'qa', which is no environment; environments: dev, prod.");

        workshop.images().write("bakery.yml", SETTINGS.replace("approvalHours", "aprovalHours"));
        Build wrong = workshop.job("img-mgr", "img-mgr", configured).run();
        assertThat(wrong.result()).isEqualTo("FAILURE");
        assertThat(wrong.log())
                .contains(
                        "ERROR: bakery.yml: deployAmi: no parameter 'aprovalHours'; did you mean 'approvalHours'? Allowed: ");
    }

    @Test
    void anUntrustedLibraryOfAFolderWorksInTheSandboxAsWhomTheFolderSays() {
        workshop.controller().script("""
                        import org.jenkinsci.plugins.workflow.libs.*
                        def global = GlobalLibraries.get().libraries[0]
                        def own = new LibraryConfiguration('ami-bakery-own', global.retriever)
                        own.defaultVersion = 'main'
                        def folder = jenkins.model.Jenkins.get().getItem('playground')
                        folder.properties.removeAll(FolderLibraries)
                        folder.addProperty(new FolderLibraries([own]))""");
        String own = MATRIX.replace("@Library('ami-bakery')", "@Library('ami-bakery-own')");
        workshop.trust(Workshop.PLAYGROUND_KEY);

        Build playground = workshop.job("playground", "img-mgr", own).run();
        assertThat(playground.result()).as(playground.log()).isEqualTo("SUCCESS");
        assertThat(playground.amiIds()).hasSize(3);

        Build other = workshop.job("img-mgr", "img-mgr", MATRIX).run();
        assertThat(other.result()).isEqualTo("FAILURE");
        assertThat(other.log()).contains("bakeMatrix: 3 of 3 recipes failed: ");
    }

    @Test
    void everyJenkinsfileOnThePagesThatUsesTheLibraryIsOneOfThese() {
        assertThat(List.of(PIPELINE, NIGHTLY, PROOFS, MATRIX, DEPLOY)).containsAll(Page.withTheLibrary());
    }

    /** Commits the lock file of a build that wrote one, as the page says. */
    private void lock() {
        if (lock.isEmpty()) {
            Build build = workshop.job("img-mgr", "img-mgr", LOCK).run();
            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            lock = workshop.controller().web().get(build.path() + "/artifact/" + LOCK_FILE);
            ami = build.amiIds().get(0);
        }
        workshop.images().write(LOCK_FILE, lock);
    }

    private void crash() {
        workshop.controller().crash();
        workshop.controller().restart();
    }

    private void approve(Build build, String environment) {
        build.awaitLog("Input requested");
        workshop.as("approver").post(build.path() + "/input/Deploy-" + environment + "/proceedEmpty", Map.of());
    }

    /** The AMIs of a build's deployments, in order. */
    private List<String> deployed(Build build) {
        JsonNode told = workshop.controller()
                .web()
                .json(build.path() + "/deployments/api/json?depth=2")
                .path("deployments");
        return StreamSupport.stream(told.spliterator(), false)
                .filter(one -> one.path("action").asText().equals("deploy"))
                .map(one -> one.path("ami").asText())
                .toList();
    }
}
