package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An expression of HCL in one form for all ways to write it: blanks, comments, line feeds and commas that mean nothing are the same
 * wherever {@code packer fmt} puts them. Texts and here documents stay as they are.
 */
final class HclTokens {
    private final String source;
    private final StringBuilder tokens = new StringBuilder();
    private final Deque<Character> open = new ArrayDeque<>();
    private boolean blank;
    private boolean separated;
    private int at;

    private HclTokens(String source) {
        this.source = source;
    }

    /** The one form; a text that is not understood stays as it is. */
    static String of(String source) {
        HclTokens all = new HclTokens(source);
        return all.read() ? all.tokens.toString() : source;
    }

    private boolean read() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                int end = HclScanner.afterText(source, at);
                if (end < 0) {
                    return false;
                }
                token(source.substring(at, end));
                at = end;
            } else if (source.startsWith("<<", at)) {
                int end = afterHereDocument();
                if (end < 0) {
                    return false;
                }
                token(source.substring(at, end));
                at = end;
            } else if (c == '#' || source.startsWith("//", at)) {
                int line = source.indexOf('\n', at);
                at = line < 0 ? source.length() : line;
            } else if (source.startsWith("/*", at)) {
                int end = source.indexOf("*/", at + 2);
                if (end < 0) {
                    return false;
                }
                blank = true;
                at = end + 2;
            } else if (Character.isWhitespace(c)) {
                blank = true;
                separated |= c == '\n' && inObject();
                at++;
            } else if (c == ',' && !open.isEmpty()) {
                separated = true;
                at++;
            } else {
                bracket(c);
                token(String.valueOf(c));
                at++;
            }
        }
        return true;
    }

    private boolean inObject() {
        return !open.isEmpty() && open.peek() == '{';
    }

    private void bracket(char c) {
        if (c == ')' || c == ']' || c == '}') {
            open.poll();
            separated = false;
        }
    }

    /** A separator is told between two members alone, a blank between two words. */
    private void token(String token) {
        char first = token.charAt(0);
        char last = tokens.isEmpty() ? ' ' : tokens.charAt(tokens.length() - 1);
        boolean opened = last == '{' || last == '[' || last == '(';
        if (separated && !opened) {
            tokens.append(',');
        } else if (blank && isWord(last) && isWord(first)) {
            tokens.append(' ');
        }
        blank = false;
        separated = false;
        tokens.append(token);
        if (token.length() == 1 && (first == '{' || first == '[' || first == '(')) {
            open.push(first);
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '"';
    }

    private int afterHereDocument() {
        int line = source.indexOf('\n', at);
        if (line < 0) {
            return -1;
        }
        String word = source.substring(at, line).replaceFirst("^<<-?", "").strip();
        while (line >= 0) {
            int next = source.indexOf('\n', line + 1);
            int end = next < 0 ? source.length() : next;
            if (source.substring(line + 1, end).strip().equals(word)) {
                return end;
            }
            line = next;
        }
        return -1;
    }
}
