package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    @Test
    void aFailureIsOneLineWithBuilderReasonAndRemedy() {
        Failure failure = new Failure("web", FailureCause.DISK_FULL, " cannot write\n   out.json \r\n");

        assertThat(failure.line()).isEqualTo("web: cannot write out.json. Free space on the machine that runs packer.");
    }

    @Test
    void aReasonThatIsASentenceGetsNoSecondStop() {
        assertThat(Failure.of(FailureCause.DISK_FULL, "It is full.").line()).startsWith("It is full. Free space");
        assertThat(Failure.of(FailureCause.DISK_FULL, "Really?").line()).startsWith("Really? Free space");
    }

    @ParameterizedTest
    @EnumSource(FailureCause.class)
    void everyCauseHasARemedyThatIsOneSentenceOrMore(FailureCause cause) {
        assertThat(cause.remedy()).isNotBlank().doesNotContain("\n").matches("^[A-Z].*[.?]$");
    }

    @ParameterizedTest
    @EnumSource(FailureCause.class)
    void inJenkinsNoRemedySpeaksOfOptionsOrOfACommandThatIsNotThere(FailureCause cause) {
        assertThat(cause.remedyInJenkins())
                .matches("^[A-Z].*[.?]$")
                .doesNotContain("\n")
                .doesNotContain("--")
                .doesNotContain("ami-bakery ")
                .doesNotContain("this machine");
    }

    @Test
    void theSameFailureIsToldInTheWordsOfThePlaceWhereItIsRead() {
        Failure failure = Failure.of(FailureCause.NAME_TAKEN, "ami-1 has it");

        assertThat(failure.line()).startsWith("ami-1 has it. ").endsWith("(or bake with --force).");
        assertThat(failure.lineInJenkins()).startsWith("ami-1 has it. ").endsWith("(force: true does that).");
    }

    @Test
    void anExceptionFromAnotherMachineKeepsItsFailure() throws Exception {
        BakeFailedException thrown = new BakeFailedException(new Failure("web", FailureCause.DISK_FULL, "It is full"));

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));

        assertThat(((BakeFailedException) in.readObject()).failure()).isEqualTo(thrown.failure());
    }

    @Test
    void theMessageOfTheExceptionIsTheLineToShow() {
        BakeFailedException e = new BakeFailedException(FailureCause.DISK_FULL, "It is full");

        assertThat(e).hasMessage("It is full. Free space on the machine that runs packer.");
        assertThat(e.failure()).isEqualTo(Failure.of(FailureCause.DISK_FULL, "It is full"));
    }

    @Test
    void aReportOfSuccessHasNoFailureAndAnyOtherHasOne() {
        assertThat(report(BakeOutcome.SUCCESS, List.of()).failures()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> report(BakeOutcome.FAILURE, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(BakeOutcome.SUCCESS, List.of(Failure.of(FailureCause.UNKNOWN, "x"))))
                .withMessageContaining("1 failure(s)");
    }

    private static BakeReport report(BakeOutcome outcome, List<Failure> failures) {
        return new BakeReport("bake-1", outcome, "1.6.6", List.of(), failures, List.of(), List.of(), Duration.ZERO);
    }
}
