package io.jenkins.plugins.amibakery.engine.command;

import java.util.regex.Pattern;

/** Texts of programs without what a terminal would obey: colours, cursor movements, titles, control characters. */
public final class PlainText {
    private static final Pattern COMMANDS =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\-_])");

    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F\u0080-\u009F]");

    private PlainText() {}

    /** The text with tabs and line feeds alone of all that does not print; each carriage return is a line feed. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\t' || c >= '\u007F' && c <= '\u009F') {
                return CONTROLS.matcher(
                                COMMANDS.matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                                        .replaceAll(""))
                        .replaceAll("");
            }
        }
        return text;
    }
}
