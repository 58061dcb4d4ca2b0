package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.agent.LeaseAnswer;
import io.jenkins.plugins.amibakery.agent.LeaseAnswer.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers with the same files: one of them made the bakes, the other is a copy. */
@Tag("hostile")
class CustodyTest {
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final Played played = new Played(() -> {
        turns.incrementAndGet();
        return 200;
    });

    @Test
    void aCopyNeitherStopsNorSweepsWhatTheOriginalRenews() throws InterruptedException {
        played.site.home = "a copy 2";
        lease(Standing.ANOTHERS, "http://original/", false, 1_000);
        played.state.stop("Jenkins was restarted", 1);

        assertThat(played.work.advance()).isEqualTo(3_000);
        lease(Standing.ANOTHERS, "http://original/", false, 4_000);

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);
        assertThat(turns).hasValue(0);
        assertThat(played.program.cleaned).isFalse();
        assertThat(played.state.end().failure())
                .contains("belongs to http://original/; this Jenkins does not touch it");
        assertThat(played.state.stage()).isEqualTo(TaskState.Stage.RUN);
        assertThat(played.site.kept).as("its record stays").isPositive();
    }

    @Test
    void aCopyDoesNotSweepWhatWasBakedOnAnAgentThatItHasNot() throws InterruptedException {
        played.site.home = "a copy 2";
        played.site.standing = NodeLookup.Standing.REMOVED;
        played.conclusion = () -> {
            throw new AssertionError("swept");
        };

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);

        assertThat(played.state.end().failure()).contains("the JENKINS_HOME that this one is a copy of");
        assertThat(played.state.stopping()).isFalse();
    }

    @Test
    void aCopyDoesNotTakeACopiedControlDirectoryForTheProgram() throws InterruptedException {
        played.site.home = "a copy 2";
        lease(Standing.COPIED, "", false, 0);

        assertThat(played.work.advance()).isEqualTo(LongTask.OVER);
        assertThat(turns).hasValue(0);
    }

    @Test
    void theSameHomeWaitsForItsFormerProcessAndGoesOn() throws InterruptedException {
        lease(Standing.ANOTHERS, "http://here/", true, 1_000);
        assertThat(played.work.advance()).isEqualTo(3_000);
        lease(Standing.OURS, "", false, 0);

        assertThat(played.work.advance()).isEqualTo(200);
        assertThat(turns).hasValue(1);
    }

    @Test
    void anAgentThatLostItsFilesIsNoReasonToForgetWorkOfThisHome() throws InterruptedException {
        lease(Standing.NOTHING, "", false, 0);

        assertThat(played.work.advance()).isEqualTo(200);
    }

    @Test
    void theLeaseIsRenewedEveryFewSeconds() throws IOException, InterruptedException {
        Custody custody = new Custody(played.state, played.site, now::get);
        for (int i = 0; i < 100; i++) {
            assertThat(custody.verdict()).isEqualTo(Custody.Verdict.OURS);
            now.addAndGet(300);
        }

        assertThat(played.site.leases).isBetween(9, 11);
    }

    @Test
    void aHomeIsAnotherOneOnceItWasCopied(@TempDir Path home) throws IOException {
        Path mark = home.resolve("ami-bakery-home");
        String first = Home.of(mark);
        Path copy = Files.copy(mark, home.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(Home.of(mark)).isEqualTo(first);
        assertThat(Home.of(copy)).isNotEqualTo(first);
    }

    private void lease(Standing standing, String name, boolean sameHome, long renewed) {
        played.site.lease = new LeaseAnswer(standing, name, sameHome, renewed);
    }
}
