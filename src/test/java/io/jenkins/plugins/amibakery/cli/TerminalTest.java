package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void programsCannotSteerTheTerminal() {
        terminal(false).line("\u001b[2Jgone\u0007 and\ttab");

        assertThat(printed()).isEqualTo("?[2Jgone? and\ttab\n");
    }

    @Test
    void programsCannotSteerAColouredTerminalEither() {
        terminal(true).faint("\u001b[31mred\u001b]0;title\u0007");

        assertThat(printed()).isEqualTo("\u001b[2m?[31mred?]0;title?\u001b[0m\n");
    }

    @Test
    void withoutColourLinesArePlain() {
        terminal(false).bad("no");

        assertThat(printed()).isEqualTo("no\n");
    }

    private Terminal terminal(boolean colour) {
        return new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), colour);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
