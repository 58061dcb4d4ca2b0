package io.jenkins.plugins.amibakery.engine.packer.log;

import java.nio.charset.StandardCharsets;

/**
 * Undoes the escaping of packer's machine-readable log. It is lossy: packer writes a line feed as {@code \n}, and a backslash
 * followed by an n just the same.
 */
final class Escapes {
    private static final String COMMA = "%!(PACKER_COMMA)";

    private Escapes() {}

    /** The text of some bytes, its escapes undone; bytes that are no UTF-8 become U+FFFD. */
    static String decode(byte[] bytes, int start, int end) {
        return decode(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    /** The text with its escapes undone; the same object when there is none. */
    static String decode(String text) {
        String plain = text.indexOf('%') < 0 ? text : text.replace(COMMA, ",");
        return plain.indexOf('\\') < 0 ? plain : plain.replace("\\n", "\n").replace("\\r", "\r");
    }

    /** Index of a byte, -1 when it is not there. */
    static int indexOf(byte[] bytes, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
