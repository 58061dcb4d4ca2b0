package io.jenkins.plugins.amibakery.results.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallRecordTest {
    private final CallRecord task = new CallRecord("one", "findAmis", 1_000);

    @Test
    void aTaskThatBeginsRunsAndHasNoEnd() {
        assertThat(task.getOutcome()).isEqualTo("running");
        assertThat(task.getBeganText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(task.getEndedText()).isEmpty();
        assertThat(task.getDurationMillis()).isEqualTo(-1);
    }

    @Test
    void anEndHasItsTimeAndItsOutcome() {
        task.ended(List.of(), true, 3_500);

        assertThat(task.getOutcome()).isEqualTo("success");
        assertThat(task.getEndedText()).isEqualTo("1970-01-01T00:00:03.500Z");
        assertThat(task.getDurationMillis()).isEqualTo(2_500);
    }

    @Test
    void aFailureIsKeptInItsPartsAndToldInOneLine() {
        Failure failure = Failure.of(FailureCause.CREDENTIALS, "No credentials\u0001 are given");

        task.ended(List.of(FailureRecord.of(failure), FailureRecord.of("The agent is gone.")), false);

        assertThat(task.getOutcome()).isEqualTo("failure");
        assertThat(task.getFailures().get(0).getCause()).isEqualTo("credentials");
        assertThat(task.failureLines())
                .containsExactly(
                        "No credentials are given. " + FailureCause.CREDENTIALS.remedyInJenkins(),
                        "The agent is gone.");
    }

    @Test
    void notesTooManyToKeepAreCounted() {
        task.setNotes(Collections.nCopies(1_000, "ami-00000001"));

        assertThat(task.getNotes()).hasSize(51).last().isEqualTo("and 950 more");
    }

    @Test
    void aCopyChangesAlone() {
        task.setNotes(List.of("AMIs of img-mgr"));
        TaskRecord copy = task.copy();

        copy.setNotes(List.of("1 AMI of img-mgr"));
        copy.ended(List.of(FailureRecord.of("no")), true);

        assertThat(task.getNotes()).containsExactly("AMIs of img-mgr");
        assertThat(task.getFailures()).isEmpty();
        assertThat(copy.getOutcome()).isEqualTo("cancelled");
    }
}
