package io.jenkins.plugins.amibakery.it.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The examples on the pages for users. */
final class Page {
    private static final Path SHARED_LIBRARY = Path.of("docs/shared-library.md");

    private Page() {}

    /** The only example of a language under a heading of docs/shared-library.md. */
    static String example(String heading, String language) {
        String text = read(SHARED_LIBRARY);
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError(SHARED_LIBRARY + " has no heading '" + heading + "'");
        }
        int end = text.indexOf("\n## ", start + 1);
        List<String> found = examples(text.substring(start, end < 0 ? text.length() : end), language);
        if (found.size() != 1) {
            throw new AssertionError("One example expected under '" + heading + "': " + found);
        }
        return found.get(0);
    }

    /** Every Jenkinsfile on any page that uses the library. */
    static List<String> withTheLibrary() {
        return all().filter(jenkinsfile -> jenkinsfile.contains("@Library(")).toList();
    }

    /** Every Jenkinsfile on any page that calls the plugin's steps itself. */
    static List<String> withoutTheLibrary() {
        return all().filter(jenkinsfile -> !jenkinsfile.contains("@Library(")).toList();
    }

    private static Stream<String> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            List<Path> pages = Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
            return pages.stream()
                    .flatMap(page -> Stream.concat(
                            examples(read(page), "groovy").stream(),
                            examples(read(page), "diff").stream().map(Page::after)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a difference makes of a Jenkinsfile. */
    private static String after(String diff) {
        return diff.lines()
                .filter(line -> !line.startsWith("-"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> examples(String text, String language) {
        return Pattern.compile("(?ms)^ *```" + language + "\n(.*?)^ *```")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
