package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes here of what was thrown on an agent. */
class AgentCallsTest {
    @Test
    void whatAnAgentFailedWithIsThrownHere() throws InterruptedException {
        EOFException gone = new EOFException("channel closed");

        assertThat(AgentCalls.unwrapped(new ExecutionException(gone))).isSameAs(gone);
    }

    @Test
    void aRefusalOfTheEngineStaysWhatItIs() {
        IllegalArgumentException refused = new IllegalArgumentException("No such template: bake.json");

        assertThatThrownBy(() -> AgentCalls.unwrapped(new ExecutionException(refused)))
                .isSameAs(refused);
    }

    @Test
    void anInterruptionThereIsOneHere() {
        InterruptedException stopped = new InterruptedException("the agent shuts down");

        assertThatThrownBy(() -> AgentCalls.unwrapped(new ExecutionException(stopped)))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("the agent shuts down")
                .hasCause(stopped);
    }

    @Test
    void anErrorThereDoesNotEndThisController() throws InterruptedException {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");

        assertThat(AgentCalls.unwrapped(new ExecutionException(error)))
                .hasMessage("java.lang.OutOfMemoryError: Java heap space")
                .hasCause(error);
    }

    @Test
    void aRecordThatItsConstructorRefusedIsNoAnswer() {
        IOException read = new IOException(
                "Failed to deserialize", new RuntimeException(new InvalidObjectException("10001 AMIs; 10000 at most")));

        assertThatThrownBy(() -> AgentCalls.unwrapped(new ExecutionException(read)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The agent's answer is not valid: 10001 AMIs; 10000 at most");
    }

    @Test
    void noCauseAtAllIsAFailureToo() throws InterruptedException {
        assertThat(AgentCalls.unwrapped(new ExecutionException(null))).hasMessage("null");
    }

    @Test
    void onlyRemotingsOwnExceptionsMeanThatTheConnectionBroke() {
        assertThat(AgentCalls.isDisconnection(new IllegalStateException("channel")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot run program \"packer\" (in directory \"/ws\"): error=2, No such file or directory"
                        + "|No such file or directory",
                "Cannot run program \"/opt/packer\" (in directory \"/ws\"): error=13, Permission denied|Permission denied",
                "Cannot run program \"packer\": Exec failed|Exec failed",
                "something else|something else",
            })
    void whyACommandCouldNotBeRunIsSaidWithoutTheCommand(String thrown, String why) {
        assertThat(AgentCalls.whyNotRun(new IOException(thrown))).isEqualTo(why);
    }

    @Test
    void aReasonThatIsNotGivenIsSaidSo() {
        assertThat(AgentCalls.whyNotRun(new IOException())).isEqualTo("null");
    }
}
