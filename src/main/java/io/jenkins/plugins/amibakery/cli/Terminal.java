package io.jenkins.plugins.amibakery.cli;

import java.io.PrintStream;

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

    synchronized void line(String text) {
        out.println(harmless(text));
        out.flush();
    }

    /** A line that carries the eye: a phase, a headline. */
    void strong(String text) {
        line(styled("1", text));
    }

    /** A line that may be passed over: what a program printed. */
    void faint(String text) {
        line(styled("2", text));
    }

    void good(String text) {
        line(styled("32", text));
    }

    void bad(String text) {
        line(styled("31", text));
    }

    private String styled(String code, String text) {
        String safe = harmless(text);
        return colour ? (char) 27 + "[" + code + "m" + safe + (char) 27 + "[0m" : safe;
    }

    /** Programs must not steer the terminal: control characters but our own colours are shown as a question mark. */
    private String harmless(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ours = c == 27 && colour && text.startsWith("[", i + 1);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && !ours) {
                safe = safe == null ? new StringBuilder(text) : safe;
                safe.setCharAt(i, '?');
            }
        }
        return safe == null ? text : safe.toString();
    }
}
