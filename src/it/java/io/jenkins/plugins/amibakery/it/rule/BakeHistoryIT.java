package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.page.BakedAmisAction;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A job's bakes outlive their builds and follow their job. */
@WithJenkins
class BakeHistoryIT {
    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void job(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("img-mgr");
    }

    /** Bakes one AMI in a build of a job, of the id {@code JOB-NUMBER-aa}. */
    static FreeStyleBuild bake(JenkinsRule jenkins, FreeStyleProject job, int number, Consumer<BakeRecord> more)
            throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        String id = job.getName() + "-" + number + "-aa";
        BakedAmisAction action = BakedAmisAction.of(build);
        action.begin(new BakeRecord(id, "web.json"));
        action.update(id, bake -> {
            bake.setRecipe("web");
            bake.setStartedBy("Started by a test");
            bake.ended(
                    List.of(BakedAmi.named("web", new Region("us-west-2"), new AmiId(ami(number)))),
                    List.of(),
                    List.of(),
                    false);
            more.accept(bake);
        });
        BakedAmisAction.of(build).remember(id, Map.of());
        return build;
    }

    static String ami(int number) {
        return "ami-" + String.format("%017x", number);
    }

    static BakeKey key(String version) {
        return BakeKey.of(
                List.of(new KeyPart(KeyPart.Kind.VARIABLE, "version", version.repeat(64), version)),
                List.of(new Floating(
                        "install.sh", 3, "yum -y update", "takes whatever is newest", Settling.REPOSITORIES)));
    }

    @Test
    void aBakeOutlivesItsBuildAndARestart() throws Exception {
        FreeStyleBuild build = bake(jenkins, job, 1, bake -> bake.getOrigin().setKey(key("1")));
        BakeHistory.of(job).update("img-mgr-1-aa", bake -> bake.setPackages(Map.of("bash", "5.1")));
        build.delete();

        Jenkins.get().reload();

        FreeStyleProject loaded = Jenkins.get().getItemByFullName("img-mgr", FreeStyleProject.class);
        BakeHistory history = BakeHistory.of(loaded);
        assertThat(history.newest("web")).map(BakeEntry::getBuild).contains(1);
        assertThat(history.key("img-mgr-1-aa")).contains(key("1"));
        assertThat(history.details("img-mgr-1-aa").packages()).isEqualTo(Map.of("bash", "5.1"));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo("job/img-mgr/amis/").asNormalizedText()).contains(ami(1), "#1");
            assertThat(web.goTo("job/img-mgr/").asNormalizedText()).contains("AMIs");
        }
    }

    @Test
    void reloadingTheConfigurationFromDiskShowsWhatIsThereNow() throws Exception {
        bake(jenkins, job, 1, bake -> {});
        bake(jenkins, job, 2, bake -> {});
        assertThat(BakeHistory.of(job).newest("web")).map(BakeEntry::getBuild).contains(2);
        Files.delete(job.getRootDir().toPath().resolve("ami-bakery/bakes/img-mgr-2-aa.xml"));
        assertThat(BakeHistory.of(job).recipes().get(0).getCurrent().getBuild()).isEqualTo(2);

        Jenkins.get().reload();

        FreeStyleProject loaded = Jenkins.get().getItemByFullName("img-mgr", FreeStyleProject.class);
        assertThat(BakeHistory.of(loaded).newest("web"))
                .map(BakeEntry::getBuild)
                .contains(1);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo("job/img-mgr/amis/").asNormalizedText())
                    .contains(ami(1))
                    .doesNotContain(ami(2));
        }
    }

    @Test
    void nothingButPlainTypesIsInTheFilesAndTheBuildGivesUpTheKeysParts() throws Exception {
        FreeStyleBuild build = bake(jenkins, job, 1, bake -> bake.getOrigin().setKey(key("1")));
        BakeHistory.of(job).update("img-mgr-1-aa", bake -> bake.setPackages(Map.of("bash", "5.1")));

        Path folder = job.getRootDir().toPath().resolve("ami-bakery");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> saved = files.filter(Files::isRegularFile).toList();
            assertThat(saved)
                    .extracting(file -> folder.relativize(file).toString())
                    .containsExactlyInAnyOrder(
                            "bakes/img-mgr-1-aa.xml", "bakes/img-mgr-1-aa.details.xml", "index.xml", "recipes.xml");
            assertThat(saved)
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContain("CollSer", "java.util.Immutable", "serialization="));
        }
        assertThat(Files.readString(build.getRootDir().toPath().resolve("build.xml")))
                .contains(key("1").digest())
                .doesNotContain("KeyPartRecord");
    }

    @Test
    void theHistoryFollowsItsJob() throws Exception {
        bake(jenkins, job, 1, bake -> {});
        job.renameTo("renamed");
        assertThat(BakeHistory.of(job).newest("web")).isPresent();

        FreeStyleProject copy = (FreeStyleProject) Jenkins.get().<TopLevelItem>copy(job, "copy");
        assertThat(BakeHistory.of(copy).recipes()).isEmpty();
        FreeStyleProject again = jenkins.createFreeStyleProject("img-mgr");
        assertThat(BakeHistory.of(again).recipes()).isEmpty();

        BakeHistory gone = BakeHistory.of(job);
        FreeStyleBuild late = jenkins.buildAndAssertSuccess(again);
        job.delete();
        assertThatThrownBy(() -> gone.add(BakeEntry.of(new BakeRecord("late", "t"), late)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no job");
        assertThat(job.getRootDir()).doesNotExist();
    }

    @Test
    void aBakeWhoseFileLacksAlmostEverythingLoads() throws Exception {
        Path bakes = job.getRootDir().toPath().resolve("ami-bakery/bakes");
        Files.createDirectories(bakes);
        Files.writeString(
                bakes.resolve("old-1.xml"),
                "<io.jenkins.plugins.amibakery.results.history.BakeEntry><id>old-1</id><gone>1</gone>"
                        + "</io.jenkins.plugins.amibakery.results.history.BakeEntry>");
        Files.writeString(bakes.resolve("broken.xml"), "<half");

        assertThat(BakeHistory.of(job).recipes())
                .singleElement()
                .satisfies(recipe -> assertThat(recipe.getLast().getBakeId()).isEqualTo("old-1"));
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            assertThat(web.goTo("job/img-mgr/amis/bake/old-1/").asNormalizedText())
                    .contains("Unknown");
        }
    }
}
