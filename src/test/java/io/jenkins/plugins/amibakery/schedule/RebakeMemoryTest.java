package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeReason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trigger remembers of a job, in the job's folder. */
class RebakeMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void aJobThatWasNeverLookedAtHasNothing() {
        assertThat(memory().failures()).isZero();
        assertThat(memory().looks()).isEmpty();
        assertThat(folder).as("nothing is written by looking").isEmptyDirectory();
    }

    @Test
    void theNewestLookComesFirstAndTheOldestGo() throws IOException {
        for (int i = 1; i <= 35; i++) {
            memory().add(look(i, "nothing"));
        }

        assertThat(memory().looks()).hasSize(30);
        assertThat(memory().looks())
                .extracting(RebakeCheck::getWhen)
                .startsWith(35L, 34L)
                .endsWith(6L);
    }

    @Test
    void failuresAreCountedUntilABuildEndsWell() throws IOException {
        memory().failed();
        memory().failed();
        assertThat(memory().failures()).isEqualTo(2);

        memory().good();
        assertThat(memory().failures()).isZero();

        memory().failed();
        assertThat(memory().failures()).isEqualTo(1);
    }

    @Test
    void aGoodEndKeepsTheLog() throws IOException {
        memory().add(look(1, "started"));
        memory().failed();

        memory().good();

        assertThat(memory().looks()).extracting(RebakeCheck::getOutcome).containsExactly("started");
    }

    @Test
    void aFileThatCannotBeReadIsBegunAnew() throws IOException {
        memory().add(look(1, "started"));
        Files.writeString(folder.resolve("ami-bakery-rebake.xml"), "<io.jenkins.plugins");

        assertThat(memory().looks()).isEmpty();
        memory().add(look(2, "nothing"));
        assertThat(memory().looks()).extracting(RebakeCheck::getWhen).containsExactly(2L);
    }

    @Test
    void severalThatFailAtOnceAreAllCounted() {
        IntStream.range(0, 50).parallel().forEach(any -> {
            try {
                memory().failed();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        assertThat(memory().failures()).isEqualTo(50);
    }

    @Test
    void whatWasComparedIsKeptUpToALimitAndTheRestCounted() {
        List<String> lines = IntStream.range(0, 500).mapToObj(i -> "line " + i).toList();

        RebakeCheck check = new RebakeCheck(1, "the controller", Decisions.nothing(lines), "nothing");

        assertThat(check.getCompared()).hasSize(201).last().isEqualTo("… and 300 more.");
        assertThat(check.isDue()).isFalse();
    }

    @Test
    void aReasonIsOneLine() {
        RebakeDecision decision = new RebakeDecision(
                List.of(
                        new RebakeReason(RebakeReason.Kind.BASE_IMAGE, "debian has a newer base"),
                        new RebakeReason(RebakeReason.Kind.TOO_OLD, "it is 40 days old")),
                List.of(),
                List.of(),
                false);

        RebakeCheck check = new RebakeCheck(1, "the controller", decision, "started");

        assertThat(check.isDue()).isTrue();
        assertThat(check.getWhy()).isEqualTo("debian has a newer base; it is 40 days old");
        assertThat(decision.isAnew()).as("too old is a reason to reuse nothing").isTrue();
    }

    @Test
    void looksThatSawNothingAreCountedUntilOneSeesSomething() throws IOException {
        assertThat(memory().blindLooks()).isZero();
        memory().add(look(1, "nothing"));
        memory().add(blind(2));
        memory().add(blind(3));

        assertThat(memory().blindLooks()).isEqualTo(2);
        assertThat(memory().lastSeeing()).as("the last look that saw something").isEqualTo(1);

        memory().add(look(4, "nothing"));
        assertThat(memory().blindLooks()).isZero();
    }

    @Test
    void aJobThatWasNeverSeenIsBlindSinceItsFirstLook() throws IOException {
        memory().add(blind(2));
        memory().add(blind(3));

        assertThat(memory().lastSeeing()).isEqualTo(2);
    }

    @Test
    void aLookKnowsTheBuildThatItStarted() throws IOException {
        memory().add(look(1, "nothing"));
        memory().add(look(2, "started"));

        memory().started(2, 7);

        assertThat(memory().looks()).extracting(RebakeCheck::getBuild).containsExactly(7, 0);
    }

    @Test
    void aTriggerStopsAfterSoManyFailuresAndNeverAtZero() {
        RebakeTrigger trigger = new RebakeTrigger("H 3 * * *");
        assertThat(trigger.isStopped(2)).isFalse();
        assertThat(trigger.isStopped(3)).isTrue();
        assertThat(trigger.isStopped(4)).isTrue();

        trigger.setMaxFailures(0);
        assertThat(trigger.isStopped(1_000)).isFalse();
    }

    private RebakeMemory memory() {
        return new RebakeMemory(new File(folder.toFile(), "ami-bakery-rebake.xml"));
    }

    private static RebakeCheck blind(long when) {
        return new RebakeCheck(when, "the controller", Decisions.blind("refused"), "Could not check");
    }

    private static RebakeCheck look(long when, String outcome) {
        return new RebakeCheck(when, "the controller", Decisions.nothing(List.of("web: same")), outcome);
    }
}
