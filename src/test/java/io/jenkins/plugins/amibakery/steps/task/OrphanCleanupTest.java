package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.amibakery.agent.LeaseAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work whose build is over, in a JENKINS_HOME and on an agent that the test plays. */
@Timeout(60)
class OrphanCleanupTest {
    @TempDir
    private Path home;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final Played played = new Played();
    private TaskRegistry registry;
    private Cleanup cleanup;
    private int swept;

    private NodeLookup.Standing standing = NodeLookup.Standing.THERE;
    private LeaseAnswer lease = new LeaseAnswer(LeaseAnswer.Standing.OURS, "", false, 0);
    private String here = played.site.home;
    private boolean askingFails;

    @BeforeEach
    void died() throws UnsavedException {
        registry = new TaskRegistry(() -> home.toFile());
        cleanup = new Cleanup();
        played.order.work = (state, site) -> {
            Played.Piece piece = played.new Piece(state, site);
            played.turns.clear();
            played.turns.add(() -> {
                state.exitCode = 1;
                state.stage = TaskState.Stage.FINISH;
                return 0;
            });
            played.conclusion = () -> {
                swept++;
                state.finished(TaskResult.failure("swept: " + state.stopReason(), true));
                return LongTask.OVER;
            };
            return piece;
        };
        remember();
    }

    @Test
    void whatABuildLeftIsStoppedSweptAndForgotten() {
        look();

        assertThat(swept).isEqualTo(1);
        assertThat(registry.all()).isEmpty();
        assertThat(registry.isGoingOn(played.state.id)).isFalse();
        assertThat(log)
                .containsExactly("Jenkins was restarted, and this build cannot go on: its bake job-1-0a1b2c3d is"
                        + " cancelled and cleaned up.");
    }

    @Test
    void whatWasDoneBeforeAnybodyCouldStopItIsKept() {
        look();

        assertThat(cleanup.last.spared()).isTrue();
        assertThat(cleanup.last.stopReason()).isEqualTo("Jenkins was restarted, and the build could not go on");
    }

    @Test
    void whatAUserAbortedIsNotSpared() throws UnsavedException {
        played.state.stop("Aborted by alice", 1);
        remember();

        look();

        assertThat(cleanup.last.stopReason()).isEqualTo("Aborted by alice");
        assertThat(cleanup.last.spared()).isFalse();
        assertThat(log).isEmpty();
    }

    @Test
    void workThatABuildTakesCareOfIsLeftToIt() {
        registry.hold(played.state.id, "its build");

        look();

        assertThat(swept).isZero();
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void itIsFinishedByOneThreadHoweverOftenItIsLookedAt() {
        cleanup.execute(TaskListener.NULL);
        cleanup.execute(TaskListener.NULL);
        cleanup.execute(TaskListener.NULL);

        assertThat(threads).hasSize(1);
    }

    @Test
    void anAgentThatIsAwayIsWaitedForWithoutCountingAsATry() {
        standing = NodeLookup.Standing.AWAY;
        look();
        look();
        assertThat(swept).isZero();

        standing = NodeLookup.Standing.THERE;
        look();

        assertThat(swept).isEqualTo(1);
    }

    @Test
    void whatFailsIsTriedAgainLessAndLessOften() {
        played.order.work = (state, site) -> {
            swept++;
            throw new IllegalStateException("no identity");
        };

        long first = triesIn(10 * 60_000);
        long later = triesIn(10 * 60_000);

        assertThat(first).isEqualTo(5);
        assertThat(later).isLessThanOrEqualTo(1);
        assertThat(registry.all()).as("it is not forgotten").hasSize(1);
    }

    @Test
    void anErrorInOneDoesNotKeepItFromBeingTriedAgain() {
        played.order.work = (state, site) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        look();

        assertThat(registry.hold(played.state.id, "another")).isTrue();
    }

    @Test
    void whatAnotherControllerRenewsIsNeitherStoppedNorSwept() {
        lease = new LeaseAnswer(LeaseAnswer.Standing.ANOTHERS, "http://original/", false, 5);

        look();

        assertThat(swept).isZero();
        assertThat(cleanup.last.stopping()).isFalse();
        assertThat(registry.all()).hasSize(1);
        assertThat(log).isEmpty();
    }

    @Test
    void aCopyOfTheHomeDoesNotSweepWhatAnAgentThatItHasNotHad() {
        standing = NodeLookup.Standing.REMOVED;
        here = "a copy 2";

        look();

        assertThat(swept).isZero();
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void whatRanOnAnAgentThatWasRemovedIsSweptByTheHomeThatBegan() {
        standing = NodeLookup.Standing.REMOVED;

        look();

        assertThat(swept).isEqualTo(1);
        assertThat(registry.all()).isEmpty();
    }

    @Test
    void whoseItIsMayNotBeKnownYet() {
        askingFails = true;
        look();
        assertThat(swept).isZero();

        askingFails = false;
        now.addAndGet(3_600_000);
        look();

        assertThat(swept).isEqualTo(1);
    }

    @Test
    void aBuildThatJenkinsHasNotLoadedMayComeBackAndIsLeftAlone() throws IOException {
        Path build = Files.createDirectories(home.resolve("jobs/job/builds/12"));
        Files.writeString(build.resolve("build.xml"), "<build/>");
        registry.put(new RegisteredTask("job#12", played.order, played.state, 1, build.toString()));

        look();
        now.addAndGet(3_600_000);
        look();
        assertThat(swept).isZero();

        Files.delete(build.resolve("build.xml"));
        now.addAndGet(3_600_000);
        look();

        assertThat(swept).isEqualTo(1);
    }

    @Test
    void whatItsBuildHandedOverIsTakenEvenIfTheBuildMayComeBack() throws IOException {
        Path build = Files.createDirectories(home.resolve("jobs/job/builds/12"));
        Files.writeString(build.resolve("build.xml"), "<build/>");
        played.state.leave(TaskResult.failure("left", true));
        registry.put(new RegisteredTask("job#12", played.order, played.state, 1, build.toString()));

        look();

        assertThat(swept).isEqualTo(1);
    }

    @Test
    void itLooksEveryHalfMinuteAndSoonAfterTheStart() {
        assertThat(cleanup.getRecurrencePeriod()).isEqualTo(30_000);
        assertThat(cleanup.getInitialDelay()).isLessThan(30_000);
    }

    private void remember() throws UnsavedException {
        registry.put(new RegisteredTask("job#12", played.order, played.state, 1, home + "/jobs/job/builds/12"));
    }

    private void look() {
        cleanup.execute(TaskListener.NULL);
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private long triesIn(long millis) {
        int before = swept;
        long end = now.get() + millis;
        while (now.get() < end) {
            look();
            now.addAndGet(30_000);
        }
        return swept - before;
    }

    private final class Cleanup extends OrphanCleanup {
        private TaskState last;

        Cleanup() {
            super(() -> registry, threads::add, now::get);
        }

        @Override
        Run<?, ?> build(RegisteredTask work) {
            return null;
        }

        @Override
        OrphanContext site(RegisteredTask work, Run<?, ?> run) {
            last = work.state;
            return new Site(work);
        }
    }

    private final class Site extends OrphanContext {
        Site(RegisteredTask work) {
            super(work, null, registry);
        }

        @Override
        public NodeLookup.Standing standing(String node) {
            return standing;
        }

        @Override
        public String home() {
            return here;
        }

        @Override
        public LeaseAnswer lease(String control, boolean mayTake) throws IOException {
            if (askingFails) {
                throw new IOException("channel closed");
            }
            return lease;
        }

        @Override
        public void say(String text) {
            log.add(text);
        }
    }
}
