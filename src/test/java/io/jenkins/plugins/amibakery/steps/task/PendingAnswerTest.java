package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingAnswerTest {
    private final PendingAnswer<String> pending = new PendingAnswer<>();
    private final CompletableFuture<String> question = new CompletableFuture<>();

    @Test
    void anAbortCancelsWhatIsAsked() {
        pending.asked(question);

        assertThat(pending.end()).isTrue();
        assertThat(question).isCancelled();
        assertThat(pending.isOver()).isTrue();
    }

    @Test
    void whatIsAskedAfterAnAbortIsCancelledAtOnce() {
        pending.end();
        pending.asked(question);

        assertThat(question).isCancelled();
    }

    @Test
    void onlyTheFirstEndIsTold() {
        assertThat(pending.end()).isTrue();
        assertThat(pending.end()).isFalse();
    }

    @Test
    void anAnswerThatIsThereStays() {
        pending.asked(question);
        question.complete("found");

        assertThat(pending.end()).isTrue();
        assertThat(pending.answer()).isSameAs(question).isDone();
    }

    @Test
    void whatWasAskedInVainMayBeAskedAgain() {
        pending.asked(question);
        pending.forget();

        assertThat(pending.answer()).isNull();
        assertThat(pending.isOver()).isFalse();
    }
}
