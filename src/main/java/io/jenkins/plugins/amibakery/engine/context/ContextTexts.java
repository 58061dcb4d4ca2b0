package io.jenkins.plugins.amibakery.engine.context;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The texts among the files of a recipe. What is longer than anybody writes, or holds bytes that no text has, is a program or data. */
public final class ContextTexts {
    private static final long LONGEST = 2_000_000;
    private static final int HEAD = 8_000;

    private final List<InputFile> files;

    public ContextTexts(Collection<InputFile> files) {
        this.files = files.stream()
                .filter(file -> file.kind() == InputFile.Kind.FILE && file.size() <= LONGEST)
                .toList();
    }

    /** The text of a file; empty when it is none, or has gone. */
    public static Optional<String> of(InputFile file) {
        try {
            byte[] bytes = file.size() > LONGEST ? new byte[1] : Files.readAllBytes(file.path());
            for (int i = 0; i < Math.min(bytes.length, HEAD); i++) {
                if (bytes[i] == 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the text of any file with such a name is such. */
    public boolean any(Predicate<String> name, Predicate<String> text) {
        return files.stream()
                .filter(file -> name.test(file.name()))
                .anyMatch(file -> of(file).filter(text).isPresent());
    }

    /** Those of some names that stand as a word in any text: letters, digits and underscores, with none of them around. */
    public Set<String> words(Set<String> names) {
        Set<String> found = new HashSet<>();
        for (InputFile file : files) {
            of(file).ifPresent(text -> words(text, names, found));
        }
        return found;
    }

    /** Adds those of some names that stand as a word in a text. */
    public static void words(String text, Set<String> names, Set<String> found) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && isPart(text.charAt(i));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                String word = text.substring(start, i);
                if (names.contains(word)) {
                    found.add(word);
                }
                start = -1;
            }
        }
    }

    private static boolean isPart(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
