package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ErrorText;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Message;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Say;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Decodes {@code ui} lines. Their target is always empty: the build they speak of is told by a prefix of the text alone,
 * {@code ==> web: } or, for messages up to packer 1.12, four blanks and {@code web: }. Not for several threads.
 */
final class UiDecoder {
    private static final int LONGEST_BUILDER = 256;
    private static final byte[] ARROW = {'=', '=', '>', ' '};
    private static final byte[] INDENT = {' ', ' ', ' ', ' '};

    private enum Kind {
        SAY,
        MESSAGE,
        ERROR
    }

    /** Builders seen lately, so that each line of a build has the same string; a power of two. */
    private final byte[][] builderBytes = new byte[8][];

    private final String[] builders = new String[8];
    private int nextBuilder;

    /**
     * @param start where the kind begins, such as {@code say}
     * @param mark put after the text
     * @return null when it is not one of packer's kinds
     */
    PackerEvent decode(Instant at, byte[] bytes, int start, int end, String mark) {
        int comma = Escapes.indexOf(bytes, ',', start, end);
        Kind kind = comma < 0 ? null : kind(bytes, start, comma);
        if (kind == null) {
            return null;
        }
        int from = afterTimestamp(bytes, comma + 1, end);
        int colon = endOfBuilder(bytes, from, end, kind == Kind.MESSAGE ? INDENT : ARROW);
        if (colon < 0) {
            return event(kind, at, "", Escapes.decode(bytes, from, end) + mark);
        }
        String builder = builder(bytes, from + ARROW.length, colon);
        String text = Escapes.decode(bytes, Math.min(colon + 2, end), end);
        if (text.indexOf('\n') >= 0) {
            text = withoutPrefixes(text, new String(bytes, from, colon + 1 - from, StandardCharsets.UTF_8));
        }
        return event(kind, at, builder, text + mark);
    }

    private static Kind kind(byte[] bytes, int start, int end) {
        return switch (end - start) {
            case 3 -> isWord(bytes, start, "say") ? Kind.SAY : null;
            case 5 -> isWord(bytes, start, "error") ? Kind.ERROR : null;
            case 7 -> isWord(bytes, start, "message") ? Kind.MESSAGE : null;
            default -> null;
        };
    }

    private static boolean isWord(byte[] bytes, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static PackerEvent event(Kind kind, Instant at, String builder, String text) {
        return switch (kind) {
            case SAY -> new Say(at, builder, text);
            case MESSAGE -> new Message(at, builder, text);
            case ERROR -> new ErrorText(at, builder, text);
        };
    }

    /** Where the text begins after the time that {@code -timestamp-ui} puts before it, like 2026-11-22T15:01:41Z and colon. */
    private static int afterTimestamp(byte[] bytes, int start, int end) {
        if (end - start < 22 || bytes[start] != '2' || bytes[start + 4] != '-' || bytes[start + 10] != 'T') {
            return start;
        }
        int limit = Math.min(end - 1, start + 30);
        for (int i = start + 19; i < limit; i++) {
            if (bytes[i] == ':' && bytes[i + 1] == ' ') {
                return i + 2;
            }
        }
        return start;
    }

    /** Index of the colon after the builder, -1 when the text does not begin with one. */
    private static int endOfBuilder(byte[] bytes, int start, int end, byte[] lead) {
        if (end - start <= lead.length || !Arrays.equals(bytes, start, start + lead.length, lead, 0, lead.length)) {
            return -1;
        }
        int limit = Math.min(end, start + LONGEST_BUILDER);
        for (int i = start + lead.length; i < limit; i++) {
            if (bytes[i] == ':' && (i + 1 == end || bytes[i + 1] == ' ' || bytes[i + 1] == '\\')) {
                return i;
            }
        }
        return -1;
    }

    private String builder(byte[] bytes, int start, int end) {
        for (int i = 0; i < builders.length; i++) {
            byte[] known = builderBytes[i];
            if (known != null && Arrays.equals(bytes, start, end, known, 0, known.length)) {
                return builders[i];
            }
        }
        String builder = withoutPostProcessor(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        builderBytes[nextBuilder] = Arrays.copyOfRange(bytes, start, end);
        builders[nextBuilder] = builder;
        nextBuilder = (nextBuilder + 1) & (builders.length - 1);
        return builder;
    }

    /** Lines of a post-processor name it after the build: {@code web (shell-local)}. */
    private static String withoutPostProcessor(String target) {
        int open = target.lastIndexOf(" (");
        return open > 0 && target.endsWith(")") ? target.substring(0, open) : target;
    }

    /** Packer puts the prefix before each line of a text of several lines. */
    private static String withoutPrefixes(String text, String prefix) {
        return text.replace("\n" + prefix + " ", "\n").replace("\n" + prefix + "\n", "\n\n");
    }
}
