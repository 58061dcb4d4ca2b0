package io.jenkins.plugins.amibakery.engine.command;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a character is written by whatever quotes or encodes text: shells, JSON, Go, Python, XML and HTML, addresses, PowerShell,
 * packer's machine-readable log; and by one of them inside of another. The one list of such forms. ASCII letters and digits are
 * written as themselves by all of them.
 */
final class CharacterForms {
    private static final Map<Character, String> LETTERS = Map.of(
            '\n', "n", '\t', "t", '\r', "r", '\u0007', "a", '\b', "b", '\f', "f", '\u000b', "v", '\u001b', "eE", '\0',
            "0");

    private static final Map<Character, String> ENTITIES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&apos;");

    /** What some language writes twice to mean it once. */
    private static final String DOUBLED = "'\"%$`\\";

    /** What an encoder makes of a text that was encoded before. */
    private static final List<UnaryOperator<String>> AROUND = List.of(
            text -> each(text, c -> "\\\"".indexOf(c) >= 0 ? "\\" + c : escaped(c)),
            text -> each(text, c -> "\\\"'".indexOf(c) >= 0 ? "\\" + c : escaped(c)),
            text -> each(
                    text, c -> "<>&'".indexOf(c) >= 0 ? unicode(c) : "\\\"".indexOf(c) >= 0 ? "\\" + c : escaped(c)),
            text -> each(text, c -> isPlain(c) ? String.valueOf(c) : "\\" + c),
            text -> text.replace("'", "'\"'\"'"),
            text -> text.replace("'", "'\\''"),
            text -> each(text, c -> isPlain(c) || "-._~".indexOf(c) >= 0 ? String.valueOf(c) : percent(c)),
            text -> each(text, c -> isPlain(c) || "-._~/".indexOf(c) >= 0 ? String.valueOf(c) : percent(c)),
            text -> each(text, c -> ENTITIES.getOrDefault(c, String.valueOf(c))),
            text -> each(text, c -> c == '\'' || c == '"' ? "&#" + (int) c + ";" : ENTITIES.getOrDefault(c, "" + c)),
            text -> each(text, c -> c == '\'' ? "&#x27;" : ENTITIES.getOrDefault(c, "" + c)));

    private CharacterForms() {}

    static Set<String> of(int character) {
        String plain = Character.toString(character);
        if (plain.length() == 1 && isPlain(plain.charAt(0))) {
            return Set.of(plain);
        }
        Set<String> once = new LinkedHashSet<>(List.of(plain));
        if (character < 0x80) {
            ascii(once, (char) character);
        }
        numbers(once, character, plain);
        if (character == '\n') {
            List.copyOf(once).forEach(way -> once.add((way.equals("\n") ? "\r" : way.replaceAll("n$", "r")) + way));
            once.addAll(List.of("\r\n", "%0D%0A", "%0d%0a", "&#13;&#10;", "&#xD;&#xA;", " "));
        }
        Set<String> all = new LinkedHashSet<>(once);
        once.forEach(way -> AROUND.forEach(around -> all.add(around.apply(way))));
        List.copyOf(all).forEach(way -> all.add(way.replace(",", "%!(PACKER_COMMA)")));
        return all;
    }

    private static void ascii(Set<String> ways, char c) {
        ways.add("\\" + c);
        LETTERS.getOrDefault(c, "").chars().forEach(letter -> {
            ways.add("\\" + (char) letter);
            ways.add("`" + (char) letter);
        });
        if (DOUBLED.indexOf(c) >= 0) {
            ways.add("" + c + c);
            ways.add("`" + c);
        }
        if (c == ' ') {
            ways.add("+");
        }
        if (ENTITIES.containsKey(c)) {
            ways.add(ENTITIES.get(c));
        }
        if (c == '\'') {
            // Leaves a shell's quotes, comes quoted otherwise, and enters them again; next to others of its kind not
            // each time.
            for (String before : List.of("", "\"", "'\"", "\\", "'\\")) {
                for (String after : List.of("", "\"", "\"'", "'")) {
                    ways.add(before + c + after);
                }
            }
        }
    }

    private static void numbers(Set<String> ways, int character, String plain) {
        StringBuilder unicode = new StringBuilder();
        plain.chars().forEach(unit -> unicode.append(unicode((char) unit)));
        bothCases(ways, "\\u", unicode.toString());
        bothCases(ways, "\\U", String.format(Locale.ROOT, "\\U%08x", character));
        StringBuilder percent = new StringBuilder();
        StringBuilder octal = new StringBuilder();
        for (byte one : plain.getBytes(StandardCharsets.UTF_8)) {
            percent.append(String.format(Locale.ROOT, "%%%02x", one & 0xff));
            octal.append(String.format(Locale.ROOT, "\\%03o", one & 0xff));
        }
        bothCases(ways, "%", percent.toString());
        bothCases(ways, "\\x", percent.toString().replace("%", "\\x"));
        ways.add(octal.toString());
        if (character < 0x100) {
            bothCases(ways, "\\x", String.format(Locale.ROOT, "\\x%02x", character));
        }
        for (String format : List.of("&#%d;", "&#%03d;")) {
            ways.add(String.format(Locale.ROOT, format, character));
        }
        for (String format : List.of("&#x%x;", "&#x%02x;")) {
            bothCases(ways, "&#x", String.format(Locale.ROOT, format, character));
        }
    }

    /** The digits in small letters and in capitals, what introduces them as it is. */
    private static void bothCases(Set<String> ways, String lead, String way) {
        ways.add(way);
        ways.add(way.toUpperCase(Locale.ROOT).replace(lead.toUpperCase(Locale.ROOT), lead));
    }

    private static String each(String text, java.util.function.Function<Character, String> one) {
        StringBuilder all = new StringBuilder();
        text.chars().forEach(c -> all.append(one.apply((char) c)));
        return all.toString();
    }

    private static String escaped(char c) {
        String letters = LETTERS.getOrDefault(c, "");
        return letters.isEmpty() ? String.valueOf(c) : "\\" + letters.charAt(0);
    }

    private static String unicode(char c) {
        return String.format(Locale.ROOT, "\\u%04x", (int) c);
    }

    private static String percent(char c) {
        StringBuilder percent = new StringBuilder();
        for (byte one : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            percent.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
        }
        return percent.toString();
    }

    private static boolean isPlain(char c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
