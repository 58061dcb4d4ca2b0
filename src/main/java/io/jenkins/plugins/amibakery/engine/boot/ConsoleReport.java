package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instance reported on its console. Each report comes in pieces of a line, again and again, between whatever else is written
 * there; a piece that something else was written into does not count. Whoever controls the image can report anything.
 */
final class ConsoleReport {
    private static final int MOST_PIECES = 150;
    private static final int LONGEST_LINE = 400;
    private static final int MOST_LINES = 200;

    private ConsoleReport() {}

    /** How a test's lines begin. */
    static String tag(String nonce) {
        return "ami-bakery-test-" + nonce;
    }

    /**
     * The lines of a report.
     *
     * @param name which report
     * @return empty when it is not there in whole
     */
    static Optional<List<String>> read(String console, String nonce, String name) {
        return bytes(console, nonce, name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .limit(MOST_LINES)
                        .map(line -> Limits.brief(line, LONGEST_LINE))
                        .toList());
    }

    /** The same as it was sent; empty when it is not there in whole. */
    static Optional<byte[]> bytes(String console, String nonce, String name) {
        Map<Integer, Map<Integer, String>> byCount = new TreeMap<>();
        Matcher piece = Pattern.compile("(" + Pattern.quote(tag(nonce)) + " " + name
                        + " (\\d{1,3})/(\\d{1,3}) ([A-Za-z0-9+/=]{1,160})) ([0-9a-f]{8})(?![0-9a-f])")
                .matcher(console);
        while (piece.find()) {
            int number = Integer.parseInt(piece.group(2));
            int count = Integer.parseInt(piece.group(3));
            boolean whole = Sha256.of(piece.group(1)).startsWith(piece.group(5));
            if (whole && number >= 1 && number <= count && count <= MOST_PIECES) {
                byCount.computeIfAbsent(count, any -> new TreeMap<>()).put(number, piece.group(4));
            }
        }
        return byCount.entrySet().stream()
                .filter(one -> one.getValue().size() == one.getKey())
                .map(one -> String.join("", one.getValue().values()))
                .findFirst()
                .flatMap(ConsoleReport::decoded);
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The last line of a console with something to read on it; empty when there is none. */
    static String lastLine(String console) {
        return console.lines()
                .map(line -> line.replaceAll("\\e\\[[0-9;]*[A-Za-z]", "")
                        .replaceAll("\\p{Cntrl}", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .reduce("", (before, line) -> Limits.brief(line, LONGEST_LINE));
    }
}
