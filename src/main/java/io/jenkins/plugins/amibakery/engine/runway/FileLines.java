package io.jenkins.plugins.amibakery.engine.runway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lines of a file of a deployment, whatever its language. */
final class FileLines {
    private static final int MOST_BYTES = 4 << 20;
    private static final Pattern COMMENT = Pattern.compile("\\s*(#|//|--).*");

    private FileLines() {}

    /** All of them, in place of a comment an empty one; none of a file that is too large or no text. */
    static List<String> of(byte[] content) {
        String text = content.length > MOST_BYTES ? "" : new String(content, StandardCharsets.UTF_8);
        return text.indexOf('\0') >= 0
                ? List.of()
                : Stream.of(text.split("\\R", -1))
                        .map(line -> COMMENT.matcher(line).matches() ? "" : line)
                        .toList();
    }
}
