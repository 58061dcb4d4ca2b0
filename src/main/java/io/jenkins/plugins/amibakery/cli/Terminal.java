package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.Line;
import java.io.PrintStream;
import java.util.List;

/** Where people read: plain lines, with colour only on a terminal that wants it. Safe for several threads. */
final class Terminal {
    private final PrintStream out;
    private final boolean colour;

    Terminal(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    /** A terminal on a stream; colour as NO_COLOR (no-color.org), TERM and a real console allow. */
    static Terminal on(PrintStream out) {
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(out, wanted && System.console() != null);
    }

    void line(String text) {
        print(harmless(text));
    }

    private synchronized void print(String text) {
        out.println(text);
        out.flush();
    }

    /** A line that carries the eye: a phase, a headline. */
    void strong(String text) {
        print(styled("1", text));
    }

    /** A line that may be passed over: what a program printed. */
    void faint(String text) {
        print(styled("2", text));
    }

    void good(String text) {
        print(styled("32", text));
    }

    void bad(String text) {
        print(styled("31", text));
    }

    /** Lines of a report. */
    void show(List<Line> lines) {
        for (Line line : lines) {
            switch (line.tone()) {
                case PLAIN -> line(line.text());
                case STRONG -> strong(line.text());
                case GOOD -> good(line.text());
                case BAD -> bad(LocalHint.with(line.text()));
            }
        }
    }

    private String styled(String code, String text) {
        String safe = harmless(text);
        return colour ? (char) 27 + "[" + code + "m" + safe + (char) 27 + "[0m" : safe;
    }

    /** Programs must not steer the terminal: control characters are shown as a question mark. */
    private static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\n') {
                safe.setCharAt(i, '?');
            }
        }
        return safe.toString();
    }
}
