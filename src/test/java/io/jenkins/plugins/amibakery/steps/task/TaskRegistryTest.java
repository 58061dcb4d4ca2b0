package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the controller remembers of work beyond its build, in a JENKINS_HOME of the test's own. */
class TaskRegistryTest {
    @TempDir
    private Path home;

    private final Played played = new Played();
    private final TaskRegistry registry = new TaskRegistry(() -> home.toFile());

    @Test
    void nothingIsRememberedInAHomeThatNeverBaked() {
        assertThat(registry.all()).isEmpty();
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void workIsRememberedAsItWasWhenItWasSaved() throws UnsavedException {
        registry.put(work("folder/job#12"));
        played.state.stage = TaskState.Stage.FINISH;

        assertThat(registry.all()).singleElement().satisfies(work -> {
            assertThat(work.run).isEqualTo("folder/job#12");
            assertThat(work.state().stage()).as("a copy of that moment").isEqualTo(TaskState.Stage.RUN);
        });
    }

    @Test
    void aSecondCopyReplacesTheFirst() throws UnsavedException {
        registry.put(work("job#12"));
        played.state.shown = 42;
        registry.put(work("job#12"));

        assertThat(registry.all())
                .singleElement()
                .satisfies(work -> assertThat(work.state().shown).isEqualTo(42));
    }

    @Test
    void onlyOneTakesCareOfAPieceOfWork() {
        Object build = new Object();
        Object cleanup = new Object();

        assertThat(registry.hold("job-1", build)).isTrue();
        assertThat(registry.hold("job-1", cleanup)).isFalse();
        assertThat(registry.hold("job-1", build)).as("who has it may go on").isTrue();
        assertThat(registry.hold("job-2", cleanup)).isTrue();
    }

    @Test
    void whatIsOverIsForgotten() throws UnsavedException {
        registry.hold(played.state.id, this);
        registry.put(work("job#12"));
        played.state.finished(TaskResult.success("done"));

        registry.release(played.state);

        assertThat(registry.all()).isEmpty();
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void whatCouldNotBeBroughtToAnEndGoesOnWithoutAnybody() throws UnsavedException {
        registry.hold(played.state.id, this);
        registry.put(work("job#12"));

        registry.release(played.state);

        assertThat(registry.all()).hasSize(1);
        assertThat(registry.isGoingOn(played.state.id)).isTrue();
        assertThat(registry.hold(played.state.id, new Object())).isTrue();
    }

    @Test
    void workThatWasNeverWrittenIsReleasedAllTheSame() {
        registry.hold(played.state.id, this);
        played.state.finished(TaskResult.success("done"));

        registry.release(played.state);

        assertThat(registry.isGoingOn(played.state.id)).isFalse();
    }

    @Test
    void workFollowsItsJobAndNoOther() throws UnsavedException {
        registry.put(work("team/bake#12"));
        File builds = new File("/home/jobs/team/jobs/images/builds");

        registry.moved("team/bak", "team/images", builds);
        registry.moved("bake", "images", builds);
        assertThat(registry.all())
                .singleElement()
                .satisfies(work -> assertThat(work.run).isEqualTo("team/bake#12"));

        registry.moved("team/bake", "team/images", builds);

        assertThat(registry.all()).singleElement().satisfies(work -> {
            assertThat(work.run).isEqualTo("team/images#12");
            assertThat(work.directory).isEqualTo("/home/jobs/team/jobs/images/builds/12");
            assertThat(work.scheduled).isEqualTo(1_000);
        });
    }

    @Test
    void aFileThatCannotBeReadHidesNoOther() throws IOException {
        registry.put(work("job#12"));
        Files.writeString(home.resolve("ami-bakery-running/broken.xml"), "<io.jenkins");
        Files.writeString(home.resolve("ami-bakery-running/job-1.xml.tmp"), "half");

        assertThat(registry.all())
                .singleElement()
                .satisfies(work -> assertThat(work.run).isEqualTo("job#12"));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndWhatWasThereStays() throws IOException {
        registry.put(work("job#12"));
        Path file = home.resolve("ami-bakery-running");
        TaskRegistry full =
                new TaskRegistry(() -> file.resolve("job-1-0a1b2c3d.xml").toFile());

        assertThatThrownBy(() -> full.put(work("job#13")))
                .isInstanceOf(UnsavedException.class)
                .hasMessageStartingWith("Jenkins cannot save it: ");
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void aBuildThatLiesOnDiskMayComeBack() throws IOException {
        Path build = Files.createDirectories(home.resolve("jobs/job/builds/12"));
        RegisteredTask work = new RegisteredTask("job#12", played.order, played.state, 1_000, build.toString());

        assertThat(work.mayComeBack()).isFalse();
        Files.writeString(build.resolve("build.xml"), "<build/>");
        assertThat(work.mayComeBack()).isTrue();
    }

    @Test
    void aRecordOfAnOlderVersionDoesNotSayWhereItsBuildLies() {
        assertThat(new RegisteredTask("job#12", played.order, played.state, 0, null).mayComeBack())
                .isFalse();
    }

    @Test
    void aNameWithANumberSignIsTakenWhole() {
        RegisteredTask work = new RegisteredTask("a#1#12", played.order, played.state, 1_000, "/x/12");

        assertThat(work.moved("a", "b", new File("/y"))).isSameAs(work);
        assertThat(work.moved("a#1", "b", new File("/y")).run).isEqualTo("b#12");
    }

    private RegisteredTask work(String run) {
        return new RegisteredTask(run, played.order, played.state, 1_000, "/home/jobs/job/builds/12");
    }
}
