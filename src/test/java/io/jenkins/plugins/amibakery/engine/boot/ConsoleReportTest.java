package io.jenkins.plugins.amibakery.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    private static final String NONCE = "0123456789abcdef0123456789abcdef";
    private static final String[] REPORT = {"health passed", "said " + "x".repeat(300), "complete"};

    @Test
    void aReportIsFoundBetweenWhateverElseIsOnTheConsole() {
        assertThat(ConsoleReport.read(Consoles.with(NONCE, "end", REPORT), NONCE, "end"))
                .contains(List.of(REPORT));
    }

    @Test
    void theReportOfAnotherTestIsNone() {
        String old = Consoles.with("f".repeat(32), "end", REPORT);

        assertThat(ConsoleReport.read(old, NONCE, "end")).isEmpty();
        assertThat(ConsoleReport.read(Consoles.with(NONCE, "boot", REPORT), NONCE, "end"))
                .isEmpty();
    }

    @Test
    void whatTheKernelSpoilsInOneTellingTheNextOneHas() {
        List<String> first = new ArrayList<>(Consoles.lines(NONCE, "end", REPORT));
        List<String> second = new ArrayList<>(first);
        first.set(
                0,
                first.get(0).substring(0, 90) + "[ 12.3] kernel\n"
                        + first.get(0).substring(90));
        second.set(1, second.get(1).replaceFirst(" [0-9a-f]{8}$", " 00000000"));

        assertThat(ConsoleReport.read(String.join("\n", first), NONCE, "end")).isEmpty();
        assertThat(ConsoleReport.read(String.join("\n", first) + "\n" + String.join("\n", second), NONCE, "end"))
                .contains(List.of(REPORT));
    }

    @Test
    void piecesBeyondAllMeasureAreIgnored() {
        List<String> lines =
                new ArrayList<>(Collections.nCopies(50_000, ConsoleReport.tag(NONCE) + " end 1/999 AAAA 00000000"));
        lines.addAll(Consoles.lines(NONCE, "end", "x".repeat(160 * 200)));

        assertThat(ConsoleReport.read(String.join("\n", lines), NONCE, "end")).isEmpty();
    }

    @Test
    void theLastLineIsTheLastWithSomethingOnItInPlainText() {
        assertThat(ConsoleReport.lastLine("one\r\n\u001b[32mKernel panic\u001b[0m\r\n\r\n \u0007\n"))
                .isEqualTo("Kernel panic");
        assertThat(ConsoleReport.lastLine("")).isEmpty();
    }
}
