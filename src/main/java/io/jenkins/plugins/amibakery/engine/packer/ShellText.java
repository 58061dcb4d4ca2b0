package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script cut into its simple commands, as far as that shows what it installs and fetches; it is not run in the mind. Bodies
 * of here documents are files being written, not commands, unless a shell reads them. Variables that the script itself sets to
 * plain texts are put in.
 */
final class ShellText {
    /** In a comment on a line, or on the line before it: the author vouches that nothing of it changes. */
    private static final Pattern VOUCHED = Pattern.compile("#\\s*ami-bakery:\\s*fixed\\b");

    private static final Pattern HERE = Pattern.compile("<<-?\\s*([\"']?)([A-Za-z_]\\w*)\\1");
    private static final Pattern SHELL = Pattern.compile("(?:^|[\\s|;&(/])(?:ba|da|z|k)?sh\\b|\\bsu\\b|\\bssh\\b");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export|readonly|local|declare|typeset)?\\s*\\$?([A-Za-z_]\\w*)\\s?=\\s?(.*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)(?::?-([^}]*))?}|\\$([A-Za-z_]\\w*)");

    private final List<ShellCommand> commands = new ArrayList<>();
    private final Map<String, String> variables;

    private ShellText(Map<String, String> variables) {
        this.variables = new LinkedHashMap<>(variables);
    }

    /** @param variables those that are set where the script runs, as far as known */
    static List<ShellCommand> commands(String script, Map<String, String> variables) {
        ShellText text = new ShellText(variables);
        text.read(script);
        return text.commands;
    }

    private void read(String script) {
        String[] lines = script.split("\\R", -1);
        boolean vouched = false;
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            StringBuilder whole = new StringBuilder(lines[i]);
            while (continues(whole) && i + 1 < lines.length) {
                whole.setLength(whole.length() - 1);
                whole.append(' ').append(lines[++i]);
            }
            String line = whole.toString();
            boolean said = VOUCHED.matcher(line).find();
            Matcher here = HERE.matcher(line);
            boolean document = here.find() && !line.contains("<<<");
            if (!vouched && !said) {
                cut(line, first + 1);
            }
            vouched = said && line.strip().startsWith("#");
            if (document && !SHELL.matcher(line.substring(0, here.start())).find()) {
                i = after(lines, i, here.group(2));
            }
        }
    }

    private static boolean continues(StringBuilder line) {
        int end = line.length();
        boolean backslash = end > 0 && line.charAt(end - 1) == '\\' && (end < 2 || line.charAt(end - 2) != '\\');
        boolean backtick = end > 1 && line.charAt(end - 1) == '`' && line.charAt(end - 2) == ' ';
        return backslash || backtick;
    }

    private static int after(String[] lines, int from, String end) {
        for (int i = from + 1; i < lines.length; i++) {
            if (lines[i].strip().equals(end)) {
                return i;
            }
        }
        return from;
    }

    /** Cuts a line where one command ends and the next begins, at any depth of substitutions. */
    private void cut(String line, int number) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Deque<Character> quotes = new ArrayDeque<>();
        boolean started = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char quote = quotes.isEmpty() ? ' ' : quotes.peek();
            if (quote == '\'') {
                if (c == '\'') {
                    quotes.pop();
                } else {
                    word.append(c);
                }
            } else if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                started = true;
            } else if (line.startsWith("$(", i) || line.startsWith("<(", i) || c == '`') {
                boolean closing = c == '`' && quotes.contains('`');
                word.append(c == '`' ? "" : "$()");
                end(words, word, started, line, number, false);
                started = false;
                if (closing) {
                    while (quotes.pop() != '`') {
                        continue;
                    }
                } else {
                    quotes.push(c == '`' ? '`' : '(');
                    i += c == '`' ? 0 : 1;
                }
            } else if (c == '"') {
                started = true;
                if (quote == '"') {
                    quotes.pop();
                } else {
                    quotes.push('"');
                }
            } else if (quote == '"') {
                word.append(c);
            } else if (c == '\'') {
                quotes.push('\'');
                started = true;
            } else if (c == ')' && quote == '(') {
                end(words, word, started, line, number, false);
                started = false;
                quotes.pop();
            } else if (c == '#' && word.length() == 0 && !started) {
                break;
            } else if (";|&()\n".indexOf(c) >= 0
                    && !(c == '&' && i > 0 && line.charAt(i - 1) == '>')
                    && !(c == '&' && i + 1 < line.length() && line.charAt(i + 1) == '>')) {
                boolean pipe = c == '|' && !line.startsWith("||", i);
                end(words, word, started, line, number, pipe);
                started = false;
                i += line.startsWith("||", i) || line.startsWith("&&", i) ? 1 : 0;
            } else if (Character.isWhitespace(c)) {
                add(words, word, started);
                started = false;
            } else {
                word.append(c);
                started = true;
            }
        }
        end(words, word, started, line, number, false);
    }

    private void add(List<String> words, StringBuilder word, boolean started) {
        if (started || word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private void end(List<String> words, StringBuilder word, boolean started, String line, int number, boolean piped) {
        add(words, word, started);
        assign(words);
        List<String> known = words.stream().map(this::filled).toList();
        List<String> bare = ShellCommand.bare(known);
        if (!bare.isEmpty()) {
            commands.add(new ShellCommand(bare, number, line, piped));
        }
        words.clear();
    }

    private void assign(List<String> words) {
        for (String word : words.size() == 3 && words.get(1).equals("=") ? List.of(String.join("", words)) : words) {
            Matcher assignment = ASSIGNMENT.matcher(word);
            if (!assignment.matches()) {
                if (!List.of("export", "readonly", "local", "declare", "typeset")
                        .contains(word)) {
                    return;
                }
            } else {
                variables.put(assignment.group(1), filled(assignment.group(2)));
            }
        }
    }

    private String filled(String word) {
        Matcher variable = VARIABLE.matcher(word);
        StringBuilder filled = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1) == null ? variable.group(3) : variable.group(1);
            String value = variables.getOrDefault(name, variable.group(2));
            variable.appendReplacement(filled, Matcher.quoteReplacement(value == null ? variable.group() : value));
        }
        variable.appendTail(filled);
        return filled.toString();
    }
}
