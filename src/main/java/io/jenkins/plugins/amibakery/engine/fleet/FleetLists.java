package io.jenkins.plugins.amibakery.engine.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files that a user gives for a comparison: what may differ. */
final class FleetLists {
    /** A script of Run Command has to carry them. */
    private static final int MOST_PATTERNS = 200;

    private static final int LONGEST_PATTERN = 200;

    private FleetLists() {}

    /**
     * The patterns of paths that may differ.
     *
     * @param file the empty path for none
     * @throws IllegalArgumentException with one line when it is no such list
     */
    static List<String> patterns(Path directory, String file) throws IOException {
        List<String> patterns = lines(directory, file);
        for (String pattern : patterns) {
            require(
                    pattern.length() <= LONGEST_PATTERN && pattern.matches("/[\\x21-\\x7e]*"),
                    file + ": '" + pattern.replaceAll("[^\\x20-\\x7e]", "?")
                            + "' is no pattern of a path; one is written like /etc/app/*.cache.");
            require(!pattern.matches("/?\\*+"), file + ": '" + pattern + "' would let everything differ.");
        }
        return patterns;
    }

    /**
     * The names of parameters that may differ, with {@code *} for any characters.
     *
     * @param file the empty path for none
     * @throws IllegalArgumentException with one line when it is no such list
     */
    static List<String> names(Path directory, String file) throws IOException {
        List<String> names = lines(directory, file);
        names.forEach(name -> require(
                name.matches("[A-Za-z0-9*]{1,255}") && !name.matches("\\*+"),
                file + ": '" + name.replaceAll("[^\\x20-\\x7e]", "?")
                        + "' is no name of a parameter; one is written like MinSize."));
        return names;
    }

    static boolean matches(String pattern, String name) {
        return name.matches(pattern.replace("*", ".*"));
    }

    private static List<String> lines(Path directory, String file) throws IOException {
        if (file.isEmpty()) {
            return List.of();
        }
        Path path = directory.resolve(file);
        requireFile(path, "The list of what may differ, " + file + ",", (long) MOST_PATTERNS * LONGEST_PATTERN * 2);
        List<String> lines = Files.readString(path, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        require(
                lines.size() <= MOST_PATTERNS,
                file + " has " + lines.size() + " patterns; it can have " + MOST_PATTERNS + ".");
        return lines;
    }

    static void requireFile(Path path, String what, long largest) throws IOException {
        try {
            require(Files.isRegularFile(path), what + " is not there.");
            require(Files.size(path) <= largest, what + " is larger than " + (largest >> 10) + " KiB.");
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(what + " is not there.", e);
        }
    }

    static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
