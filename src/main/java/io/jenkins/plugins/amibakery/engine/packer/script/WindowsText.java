package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script for PowerShell or cmd cut into its commands, as far as each of its lines is a plain one; any other line becomes a command of
 * {@code powershell} that no rule knows.
 */
final class WindowsText {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z][\\w.-]*(?:\\.exe)?(?:\\s+(?:\"[^\"`$(]*\"|'[^']*'|[^\\s\"'(){};|&@`]+))*");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern SETTING =
            Pattern.compile("\\$[\\w:]+\\s*=\\s*(?:\"[^\"$(]*\"|'[^']*'|[\\d.]+|\\$(?:true|false|null))");
    private static final Pattern COMMENT = Pattern.compile("#.*|::.*|(?i)rem\\b.*|(?i)@?echo off");

    private WindowsText() {}

    static List<ShellCommand> commands(String script) {
        List<ShellCommand> commands = new ArrayList<>();
        String[] lines = script.replaceAll("(?s)<#.*?#>", "").split("\\R", -1);
        boolean announced = false;
        for (int i = 0; i < lines.length; i++) {
            int first = i + 1;
            StringBuilder whole = new StringBuilder(lines[i].strip());
            while (whole.toString().endsWith("`") && i + 1 < lines.length) {
                whole.setLength(whole.length() - 1);
                whole.append(lines[++i].strip());
            }
            String line = whole.toString().strip();
            boolean marked = ShellSource.MARK
                    .matcher(line.substring(Math.max(0, line.indexOf('#'))))
                    .matches();
            boolean skipped = line.isEmpty() || COMMENT.matcher(line).matches();
            if (!skipped && !announced && !marked && !SETTING.matcher(line).matches()) {
                commands.add(new ShellCommand(words(line), first, line, null, "", first));
            }
            announced = marked && skipped;
        }
        return commands;
    }

    private static List<String> words(String line) {
        if (!PLAIN.matcher(line).matches()) {
            return List.of("powershell", line);
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }
}
