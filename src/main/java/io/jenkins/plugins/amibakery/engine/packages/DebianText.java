package io.jenkins.plugins.amibakery.engine.packages;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the paragraphs of Debian's control files: fields by name, in small letters; continued lines keep their breaks. */
final class DebianText {
    private static final int LONGEST_LINE = 200_000;

    private final BufferedReader reader;
    private final boolean whole;

    /** @param whole whether continued lines count; they are passed over otherwise */
    DebianText(BufferedReader reader, boolean whole) {
        this.reader = reader;
        this.whole = whole;
    }

    /** The next paragraph; null at the end. */
    Map<String, String> next() throws IOException {
        Map<String, String> fields = new HashMap<>();
        String name = "";
        String line;
        while ((line = reader.readLine()) != null) {
            if (line.isBlank()) {
                if (!fields.isEmpty()) {
                    return fields;
                }
            } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                if (whole) {
                    fields.merge(name, line, (before, more) -> before + "\n" + more);
                }
            } else {
                int colon = line.indexOf(':');
                if (colon < 1 || line.length() > LONGEST_LINE) {
                    throw new IOException("not a control file");
                }
                name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return fields.isEmpty() ? null : fields;
    }
}
