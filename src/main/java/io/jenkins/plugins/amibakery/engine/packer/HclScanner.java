package io.jenkins.plugins.amibakery.engine.packer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the blocks of an HCL text and the attributes in them, and passes over expressions without understanding them.
 *
 * <p>It knows of HCL's syntax just what makes that safe: comments, texts with interpolations in them, here documents and
 * brackets. Where anything else turns up it gives up, and packer, which really reads HCL, has the word. The one HCL parser
 * for Java, hcl4j, evaluates what it reads: it fails on valid templates, overflows the stack on recursive locals, and brings
 * an HTTP client along.
 */
public final class HclScanner {
    private static final int DEEPEST = 64;

    /** Thrown where the text does not go on as HCL does. */
    private static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private final String source;
    private int at;

    private HclScanner(String source) {
        this.source = source;
    }

    /** The file as a block without a type; empty when the scanner cannot be sure of it. */
    public static Optional<HclBlock> scan(String source) {
        HclBlock file = HclBlock.empty("", List.of());
        try {
            HclScanner scanner = new HclScanner(source);
            scanner.at = source.startsWith("\uFEFF") ? 1 : 0;
            scanner.body(file, 0);
            return Optional.of(file);
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    /** Where a quoted text ends that begins at a place: after its closing quote; -1 when it does not end. */
    static int afterText(String source, int quote) {
        HclScanner scanner = new HclScanner(source);
        scanner.at = quote;
        try {
            scanner.text();
            return scanner.at;
        } catch (NotUnderstood e) {
            return -1;
        }
    }

    /** Reads attributes and blocks up to the end of the file, or of the block when {@code depth} is not 0. */
    private void body(HclBlock block, int depth) throws NotUnderstood {
        while (true) {
            skipBlanks(true);
            if (at == source.length()) {
                demand(depth == 0);
                return;
            }
            if (source.charAt(at) == '}') {
                demand(depth > 0);
                at++;
                return;
            }
            item(block, depth);
        }
    }

    private void item(HclBlock parent, int depth) throws NotUnderstood {
        int start = at;
        String name = word();
        skipBlanks(false);
        if (peek() == '=' && peekAfter() != '=') {
            at++;
            int value = at;
            expression();
            parent.attributes().put(name, source.substring(value, at).strip());
            return;
        }
        List<String> labels = new ArrayList<>();
        while (peek() != '{') {
            labels.add(peek() == '"' ? label() : word());
            skipBlanks(false);
        }
        at++;
        demand(depth < DEEPEST);
        int open = at;
        HclBlock block = HclBlock.empty(name, List.copyOf(labels));
        body(block, depth + 1);
        parent.blocks().add(block.at(new HclBlock.Place(start, open, at)));
    }

    private String word() throws NotUnderstood {
        int start = at;
        while (at < source.length() && isWordPart(source.charAt(at))) {
            at++;
        }
        demand(at > start);
        return source.substring(start, at);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private String label() throws NotUnderstood {
        int start = at;
        text();
        return source.substring(start + 1, at - 1);
    }

    /** Passes over an expression: up to the end of its line, or the brace that closes its block, outside of any bracket. */
    private void expression() throws NotUnderstood {
        StringBuilder open = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (open.isEmpty() && (c == '\n' || c == '}')) {
                return;
            }
            if (c == '"') {
                text();
            } else if (c == '<' && isHereDocument()) {
                hereDocument();
            } else if (isComment()) {
                if (open.isEmpty() && !source.startsWith("/*", at)) {
                    return;
                }
                comment();
            } else {
                bracket(open, c);
                at++;
            }
        }
        demand(open.isEmpty());
    }

    private void bracket(StringBuilder open, char c) throws NotUnderstood {
        if (c == '(' || c == '[' || c == '{') {
            open.append(c);
            demand(open.length() < DEEPEST);
        } else if (c == ')' || c == ']' || c == '}') {
            char opening = c == ')' ? '(' : c == ']' ? '[' : '{';
            demand(!open.isEmpty() && open.charAt(open.length() - 1) == opening);
            open.setLength(open.length() - 1);
        }
    }

    /** Passes over a quoted text, whose interpolations may have quoted texts in them. */
    private void text() throws NotUnderstood {
        text(0);
    }

    private void text(int depth) throws NotUnderstood {
        demand(depth < DEEPEST);
        at++;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c == '"') {
                at++;
                return;
            } else if ((c == '$' || c == '%') && peekAfter() == '{') {
                boolean literal = at > 0 && source.charAt(at - 1) == c;
                at += 2;
                if (!literal) {
                    interpolation(depth + 1);
                }
            } else {
                demand(c != '\n');
                at++;
            }
        }
        throw new NotUnderstood();
    }

    private void interpolation(int depth) throws NotUnderstood {
        int open = 1;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                text(depth);
                continue;
            }
            at++;
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return;
            }
        }
        throw new NotUnderstood();
    }

    private boolean isHereDocument() {
        int word = source.startsWith("<<-", at) ? at + 3 : at + 2;
        return source.startsWith("<<", at)
                && word < source.length()
                && (Character.isLetter(source.charAt(word)) || source.charAt(word) == '_');
    }

    /** Leaves the line feed after the closing word, which ends the expression. */
    private void hereDocument() throws NotUnderstood {
        at += source.startsWith("<<-", at) ? 3 : 2;
        String word = word();
        int line = source.indexOf('\n', at);
        while (line >= 0) {
            int next = source.indexOf('\n', line + 1);
            int end = next < 0 ? source.length() : next;
            if (source.substring(line + 1, end).strip().equals(word)) {
                at = end;
                return;
            }
            line = next;
        }
        throw new NotUnderstood();
    }

    /** Passes over blanks and comments; over line feeds too when they mean nothing here. */
    private void skipBlanks(boolean lines) throws NotUnderstood {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (isComment() && (lines || source.startsWith("/*", at))) {
                comment();
            } else if (c == ' ' || c == '\t' || c == '\r' || lines && c == '\n') {
                at++;
            } else {
                return;
            }
        }
    }

    private boolean isComment() {
        return peek() == '#' || source.startsWith("//", at) || source.startsWith("/*", at);
    }

    private void comment() throws NotUnderstood {
        boolean line = !source.startsWith("/*", at);
        int end = line ? source.indexOf('\n', at) : source.indexOf("*/", at + 2);
        demand(line || end >= 0);
        at = line ? (end < 0 ? source.length() : end) : end + 2;
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private char peekAfter() {
        return at + 1 < source.length() ? source.charAt(at + 1) : '\0';
    }

    private static void demand(boolean condition) throws NotUnderstood {
        if (!condition) {
            throw new NotUnderstood();
        }
    }
}
