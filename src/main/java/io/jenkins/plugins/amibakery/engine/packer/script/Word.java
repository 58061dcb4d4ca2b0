package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A word of a shell script, its quotes gone. */
record Word(List<Part> parts) {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*(?:\\[[^]]*])?\\+?=");

    /**
     * A piece of a word.
     *
     * @param text plain text; of anything else, how it is written
     * @param variable the name of a variable whose value stands here; null where none does
     * @param otherwise what stands here when that variable is not set; null when nothing is said
     * @param commands those whose output stands here; null where none does
     * @param quoted whether it never becomes several words
     */
    record Part(String text, String variable, Word otherwise, List<Step> commands, boolean quoted) {
        static Part plain(String text, boolean quoted) {
            return new Part(text, null, null, null, quoted);
        }

        boolean isPlain() {
            return variable == null && commands == null;
        }
    }

    Word {
        parts = List.copyOf(parts);
    }

    static Word of(String text) {
        return new Word(List.of(Part.plain(text, true)));
    }

    /** As written, but for quotes. */
    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /** Whether it is this very text without any quotes, as keywords have to be. */
    boolean is(String keyword) {
        return parts.size() == 1 && !parts.get(0).quoted() && parts.get(0).isPlain() && text().equals(keyword);
    }

    /** Whether it sets a variable when it stands before a command. */
    boolean assigns() {
        return !parts.isEmpty()
                && parts.get(0).isPlain()
                && !parts.get(0).quoted()
                && ASSIGNMENT.matcher(parts.get(0).text()).lookingAt();
    }
}
