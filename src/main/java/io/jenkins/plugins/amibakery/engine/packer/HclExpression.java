package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evaluates the plain half of HCL's expressions: texts with references in them, lists, maps, numbers, and references. Whatever
 * computes is left to packer: it becomes an {@link Unresolved} where it stands, and the rest around it is told all the same.
 */
final class HclExpression {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;

    /** Thrown where more than plain values stands. */
    private static final class Computes extends Exception {
        private static final long serialVersionUID = 1L;

        Computes() {
            super(null, null, false, false);
        }
    }

    private final String source;
    private final Function<String, Optional<JsonNode>> references;
    private int at;
    private int depth;

    private HclExpression(String source, Function<String, Optional<JsonNode>> references) {
        this.source = source;
        this.references = references;
    }

    /**
     * The value of an expression.
     *
     * @param references value of a reference such as {@code var.name}, {@code local.name}, {@code path.root}
     * @return never null; an {@link Unresolved} node for what only packer can evaluate
     */
    static JsonNode evaluate(String source, Function<String, Optional<JsonNode>> references) {
        HclExpression expression = new HclExpression(source.strip(), references);
        try {
            JsonNode value = expression.value();
            expression.blanks();
            if (expression.at == expression.source.length()) {
                return value;
            }
        } catch (Computes e) {
            // It is packer's then.
        }
        return Unresolved.node(source.strip());
    }

    private JsonNode value() throws Computes {
        blanks();
        demand(at < source.length() && depth++ < DEEPEST);
        char c = source.charAt(at);
        JsonNode value;
        if (c == '"') {
            value = text();
        } else if (c == '[') {
            value = list(']');
        } else if (c == '{') {
            value = map();
        } else if (source.startsWith("<<", at)) {
            value = hereDocument();
        } else {
            value = word();
        }
        depth--;
        return value;
    }

    private JsonNode word() throws Computes {
        int start = at;
        while (at < source.length() && isWordPart(source.charAt(at))) {
            at++;
        }
        demand(at > start);
        String word = source.substring(start, at);
        if (peek() == '(') {
            return ofLists(word);
        }
        if (word.matches("-?\\d+(\\.\\d+)?")) {
            return NODES.textNode(word);
        }
        return switch (word) {
            case "true", "false" -> NODES.textNode(word);
            case "null" -> NODES.nullNode();
            default -> references.apply(word).orElseThrow(Computes::new);
        };
    }

    /** A function that makes a list of lists; of any other function only packer knows the value. */
    private JsonNode ofLists(String function) throws Computes {
        return HclLists.of(function, list(')')).orElseThrow(Computes::new);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private JsonNode text() throws Computes {
        int start = at++;
        StringBuilder text = new StringBuilder();
        boolean complete = true;
        while (true) {
            demand(at < source.length());
            char c = source.charAt(at);
            if (c == '"') {
                at++;
                return complete ? NODES.textNode(text.toString()) : Unresolved.node(source.substring(start, at));
            }
            if (c == '\\') {
                text.append(escaped());
            } else if ((c == '$' || c == '%') && source.startsWith(c + "{", at + 1)) {
                text.append(c).append('{');
                at += 3;
            } else if (c == '$' && source.startsWith("{", at + 1)) {
                Optional<String> part = interpolated();
                complete &= part.isPresent();
                text.append(part.orElse(""));
            } else {
                demand(c != '%' || !source.startsWith("{", at + 1));
                text.append(c);
                at++;
            }
        }
    }

    private String escaped() throws Computes {
        demand(at + 1 < source.length());
        char c = source.charAt(at + 1);
        at += 2;
        if (c == 'u' || c == 'U') {
            int digits = c == 'u' ? 4 : 8;
            demand(at + digits <= source.length());
            String hex = source.substring(at, at + digits);
            demand(hex.matches("[0-9a-fA-F]+"));
            int point = Integer.parseUnsignedInt(hex, 16);
            demand(Character.isValidCodePoint(point));
            at += digits;
            return Character.toString(point);
        }
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            default -> String.valueOf(c);
        };
    }

    /** Leaves it to packer when more than a reference to a text is in it, but knows where it ends. */
    private Optional<String> interpolated() throws Computes {
        int end = at + 2;
        for (int open = 1; open > 0; end++) {
            demand(end < source.length());
            char c = source.charAt(end);
            if (c == '"') {
                end = afterQuote(end) - 1;
            }
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        String inner = source.substring(at + 2, end - 1).replaceFirst("^~", "").replaceFirst("~$", "");
        at = end;
        JsonNode value = evaluate(inner, references);
        return value.isValueNode() && !value.isNull() && !Unresolved.is(value)
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    private int afterQuote(int quote) throws Computes {
        HclExpression nested = new HclExpression(source, name -> Optional.empty());
        nested.at = quote;
        nested.text();
        return nested.at;
    }

    /** Without interpolations in it: scripts of any length stand in here documents, and those are scanned as they are. */
    private JsonNode hereDocument() throws Computes {
        boolean indented = source.startsWith("<<-", at);
        int line = source.indexOf('\n', at);
        demand(line > 0);
        String end = source.substring(at + (indented ? 3 : 2), line).strip();
        int close = source.lastIndexOf('\n');
        demand(close >= line && source.substring(close + 1).strip().equals(end));
        String body = close == line ? "" : source.substring(line + 1, close + 1);
        at = source.length();
        boolean plain = !body.contains("${") && !body.contains("%{");
        return plain ? NODES.textNode(indented ? body.stripIndent() : body) : Unresolved.node(body);
    }

    private ArrayNode list(char end) throws Computes {
        ArrayNode list = NODES.arrayNode();
        at++;
        for (blanks(); peek() != end; blanks()) {
            demand(!startsWith("for"));
            list.add(member());
            blanks();
            if (peek() == ',') {
                at++;
            } else {
                demand(peek() == end);
            }
        }
        at++;
        return list;
    }

    /** A value in a list or map; one that computes does not hide the others. */
    private JsonNode member() throws Computes {
        blanks();
        int start = at;
        int level = depth;
        try {
            JsonNode value = value();
            int after = at;
            while (peek() == ' ' || peek() == '\t') {
                at++;
            }
            if (",])}\n\r#/".indexOf(peek()) >= 0) {
                return value;
            }
            at = after;
        } catch (Computes e) {
            // Passed over below.
        }
        depth = level;
        at = start;
        for (int open = 0; open > 0 || ",]}\n".indexOf(peek()) < 0; ) {
            demand(at < source.length());
            char c = peek();
            open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            at = c == '"' ? afterQuote(at) : at + 1;
        }
        return Unresolved.node(source.substring(start, at).strip());
    }

    private JsonNode map() throws Computes {
        ObjectNode map = NODES.objectNode();
        at++;
        for (blanks(); peek() != '}'; blanks()) {
            demand(!startsWith("for"));
            String name = peek() == '"' ? text().asText() : key();
            blanks();
            demand(peek() == '=' || peek() == ':');
            at++;
            map.set(name, member());
            blanks();
            if (peek() == ',') {
                at++;
            }
        }
        at++;
        return map;
    }

    private String key() throws Computes {
        int start = at;
        while (at < source.length() && isWordPart(source.charAt(at))) {
            at++;
        }
        demand(at > start);
        return source.substring(start, at);
    }

    private boolean startsWith(String word) {
        return source.toLowerCase(Locale.ROOT).startsWith(word + " ", at);
    }

    private void blanks() {
        while (at < source.length()) {
            if (Character.isWhitespace(source.charAt(at))) {
                at++;
            } else if (source.charAt(at) == '#' || source.startsWith("//", at)) {
                int line = source.indexOf('\n', at);
                at = line < 0 ? source.length() : line;
            } else if (source.startsWith("/*", at) && source.indexOf("*/", at) > 0) {
                at = source.indexOf("*/", at) + 2;
            } else {
                return;
            }
        }
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private static void demand(boolean condition) throws Computes {
        if (!condition) {
            throw new Computes();
        }
    }
}
