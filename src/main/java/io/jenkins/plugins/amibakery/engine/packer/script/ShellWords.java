package io.jenkins.plugins.amibakery.engine.packer.script;

import io.jenkins.plugins.amibakery.engine.packer.script.Step.Redirect;
import io.jenkins.plugins.amibakery.engine.packer.script.Word.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words of a shell script: quotes, variables, substitutions, here documents. */
abstract class ShellWords extends ShellSource {
    private static final String ENDS = " \t\r\n;&|()<>";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*|\\d|[@*#?$!-]");
    private static final Pattern VALUE = Pattern.compile("(?s)\\$\\{(?:\\w+|[@*])(?:\\[[@*]])?(?:}|:?[-=?+].*)");

    private final Deque<Pending> pending = new ArrayDeque<>();

    private record Pending(List<Redirect> redirects, String end, boolean quoted, boolean tabs) {}

    ShellWords(String text, int first, int depth) {
        super(text, first, depth);
    }

    /** Reads commands up to the parenthesis that closes them, or to the end. */
    abstract List<Step> commands();

    /** Passes over the end of a line, and the here documents that begin after it. */
    final void newline() {
        at++;
        while (!pending.isEmpty()) {
            document(pending.poll());
        }
    }

    private void document(Pending one) {
        int begin = at;
        int number = line();
        StringBuilder body = new StringBuilder();
        for (int from = at; from <= text.length(); ) {
            int end = text.indexOf('\n', from) < 0 ? text.length() : text.indexOf('\n', from);
            String each = text.substring(from, end);
            String stripped = one.tabs ? each.replaceFirst("^[\\t ]+", "") : each;
            if (stripped.stripTrailing().equals(one.end)) {
                at = Math.min(text.length(), end + 1);
                String whole = body.toString();
                Word document = one.quoted ? Word.of(whole) : new ShellParser(whole, number, depth).document();
                one.redirects.add(new Redirect("<<", document, number));
                return;
            }
            body.append(stripped).append('\n');
            from = end + 1;
        }
        at = begin;
    }

    /** All of the text as a word in which variables and substitutions count, as between double quotes. */
    final Word document() {
        List<Part> parts = new ArrayList<>();
        quoted(parts, '\0');
        return new Word(parts);
    }

    /** Remembers that the text of a here document begins on the next line. */
    final void awaits(List<Redirect> redirects, boolean tabs) {
        blanks();
        int from = at;
        String end = word().text();
        boolean quoted = text.substring(from, at).matches("(?s).*[\"'\\\\].*");
        pending.add(new Pending(redirects, end, quoted, tabs));
    }

    /** The next word; at least one character, unless nothing is left. */
    final Word word() {
        List<Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int from = at;
        while (more()) {
            char c = text.charAt(at);
            boolean process = looking("<(") || looking(">(");
            if (ENDS.indexOf(c) >= 0 && !process) {
                break;
            }
            if (c == '\\') {
                at += 2;
                String escaped = at <= text.length() ? text.substring(at - 1, at) : "";
                if (!escaped.equals("\n")) {
                    flush(parts, plain, false);
                    parts.add(Part.plain(escaped, true));
                }
            } else if (c == '\'' || c == '"' || looking("$'") || looking("$\"")) {
                flush(parts, plain, false);
                at += c == '$' ? 1 : 0;
                quotes(parts);
            } else if (c == '$' || c == '`' || process) {
                flush(parts, plain, false);
                dollar(parts, false);
            } else {
                plain.append(c);
                at++;
            }
        }
        flush(parts, plain, false);
        at += at == from && more() ? 1 : 0;
        at = Math.min(at, text.length());
        return new Word(parts);
    }

    private static void flush(List<Part> parts, StringBuilder plain, boolean quoted) {
        if (plain.length() > 0) {
            parts.add(Part.plain(plain.toString(), quoted));
            plain.setLength(0);
        }
    }

    private void quotes(List<Part> parts) {
        char quote = text.charAt(at++);
        if (quote == '"') {
            parts.add(Part.plain("", true));
            quoted(parts, '"');
            return;
        }
        boolean escapes = at > 1 && text.charAt(at - 2) == '$';
        int end = at;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += escapes && text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw wrong("a quotation mark is never closed");
        }
        parts.add(Part.plain(text.substring(at, end), true));
        at = end + 1;
    }

    /** Up to the closing mark; to the end of the text for none. */
    private void quoted(List<Part> parts, char closing) {
        StringBuilder plain = new StringBuilder();
        while (more() && text.charAt(at) != closing) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && "$`\"\\\n".indexOf(text.charAt(at + 1)) >= 0) {
                plain.append(text.charAt(at + 1) == '\n' ? "" : text.substring(at + 1, at + 2));
                at += 2;
            } else if (c == '$' || c == '`') {
                flush(parts, plain, true);
                dollar(parts, true);
            } else {
                plain.append(c);
                at++;
            }
        }
        flush(parts, plain, true);
        if (closing != '\0' && !take(String.valueOf(closing))) {
            throw wrong("a quotation mark is never closed");
        }
    }

    /** A variable, a substitution, or a dollar sign that means nothing. */
    private void dollar(List<Part> parts, boolean quoted) {
        if (take("$((")) {
            arithmetic(parts, quoted);
        } else if (looking("$(") || looking("<(") || looking(">(")) {
            boolean written = looking(">(");
            int line = line();
            at += 2;
            deeper();
            List<Step> commands = commands();
            higher();
            closed(")");
            parts.add(new Part("$()", null, null, written ? List.of(fed(line, commands)) : commands, quoted));
        } else if (take("`")) {
            backticks(parts, quoted);
        } else if (take("${")) {
            braces(parts, quoted);
        } else {
            Matcher name = NAME.matcher(text).region(Math.min(at + 1, text.length()), text.length());
            boolean found = name.lookingAt();
            at = found ? name.end() : at + 1;
            parts.add(found ? new Part("$" + name.group(), name.group(), null, null, quoted) : Part.plain("$", quoted));
        }
    }

    /** Commands that read what others write. */
    private static Step fed(int line, List<Step> commands) {
        Step unknown = Step.of(Step.Sort.GROUP, line, List.of(), List.of());
        Step all = Step.of(Step.Sort.GROUP, line, List.of(), List.of(commands));
        return Step.of(Step.Sort.PIPE, line, List.of(), List.of(List.of(unknown), List.of(all)));
    }

    private void closed(String end) {
        if (!take(end)) {
            throw wrong("'" + end + "' is missing");
        }
    }

    /** What is computed matters only for the commands in it. */
    final void arithmetic(List<Part> parts, boolean quoted) {
        int open = 2;
        deeper();
        parts.add(Part.plain("$(())", quoted));
        while (more() && open > 0) {
            char c = text.charAt(at);
            if (c == '$' || c == '`') {
                List<Part> inner = new ArrayList<>();
                dollar(inner, true);
                inner.stream().filter(part -> part.commands() != null).forEach(parts::add);
            } else {
                open += c == '(' ? 1 : c == ')' ? -1 : 0;
                at++;
            }
        }
        higher();
        if (open > 0) {
            throw wrong("'))' is missing");
        }
    }

    private void backticks(List<Part> parts, boolean quoted) {
        int end = at;
        while (end < text.length() && text.charAt(end) != '`') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw wrong("'`' is missing");
        }
        String inner = text.substring(at, end).replaceAll("\\\\([`\\\\$])", "$1");
        ShellParser parser = new ShellParser(inner, line(), depth);
        parts.add(new Part("$()", null, null, parser.commands(), quoted));
        at = end + 1;
    }

    private void braces(List<Part> parts, boolean quoted) {
        int from = at - 2;
        boolean other = take("!") | take("#");
        Matcher name = NAME.matcher(text).region(at, text.length());
        String variable = name.lookingAt() ? name.group() : null;
        at = variable == null ? at : name.end();
        boolean instead = take(":+") || take("+");
        boolean given = instead || take(":-") || take(":=") || take("-") || take("=");
        List<Part> rest = new ArrayList<>();
        deeper();
        rest(rest, quoted);
        higher();
        String written = text.substring(from, at);
        if (variable == null || other || !VALUE.matcher(written).matches()) {
            parts.add(new Part(written, "", null, null, quoted));
            rest.stream().filter(part -> part.commands() != null).forEach(parts::add);
        } else {
            parts.add(new Part(written, instead ? "" : variable, given ? new Word(rest) : null, null, quoted));
        }
    }

    private void rest(List<Part> parts, boolean quoted) {
        StringBuilder plain = new StringBuilder();
        while (more() && text.charAt(at) != '}') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                plain.append(text.charAt(at + 1));
                at += 2;
            } else if (c == '"' || c == '\'' && !quoted) {
                flush(parts, plain, quoted);
                quotes(parts);
            } else if (c == '$' || c == '`') {
                flush(parts, plain, quoted);
                dollar(parts, quoted);
            } else {
                plain.append(c);
                at++;
            }
        }
        flush(parts, plain, quoted);
        closed("}");
    }
}
