package io.jenkins.plugins.amibakery.engine.packer.log;

import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Artifact;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ArtifactCount;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.BuildError;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.ErrorCount;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.TemplateItem;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Text;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes one line {@code unix-seconds,target,type,data…}. Works on bytes and makes a string only of what an event carries:
 * nearly all of a log is {@code ui} lines, and a bake's log can be long. Not for several threads.
 */
final class LineDecoder {
    private static final String CUT = " … [line cut after 64 KiB]";
    /** More digits than that are no time of packer's. */
    private static final int LONGEST_TIME = 11;

    private final UiDecoder ui = new UiDecoder();
    private long lastSecond = -1;
    private Instant lastInstant = Instant.EPOCH;

    /** Decodes the bytes between two line feeds. */
    PackerEvent decode(byte[] bytes, int start, int end, boolean cut) {
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        PackerEvent event = event(bytes, start, stop, !cut, cut ? CUT : "");
        return event != null ? event : text(bytes, start, stop, cut);
    }

    /** Decodes a last line whose end never came: an id in it may lack its last digits, so only talk is decoded, and marked. */
    PackerEvent unfinished(byte[] bytes, int start, int end, boolean cut) {
        PackerEvent event = event(bytes, start, end, false, cut ? CUT : " …");
        return event != null ? event : text(bytes, start, end, cut);
    }

    private static Text text(byte[] bytes, int start, int end, boolean cut) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        return new Text(cut ? text + CUT : text);
    }

    /** The event of a line in packer's format, null of any other, and of all but talk when the line is not whole. */
    private PackerEvent event(byte[] bytes, int start, int end, boolean whole, String mark) {
        int comma = endOfTime(bytes, start, end);
        if (comma < 0) {
            return null;
        }
        int target = comma + 1;
        int type = Escapes.indexOf(bytes, ',', target, end) + 1;
        if (type == 0) {
            return null;
        }
        int data = Escapes.indexOf(bytes, ',', type, end);
        data = data < 0 ? end : data;
        Instant at = instant(bytes, start, comma);
        if (data - type == 2 && bytes[type] == 'u' && bytes[type + 1] == 'i') {
            return ui.decode(at, bytes, Math.min(data + 1, end), end, mark);
        }
        if (!whole) {
            return null;
        }
        String typeName = Escapes.decode(bytes, type, data);
        return machine(at, Escapes.decode(bytes, target, type - 1), typeName, fields(bytes, data, end));
    }

    private static int endOfTime(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i > start && i - start <= LONGEST_TIME && i < end && bytes[i] == ',' ? i : -1;
    }

    private Instant instant(byte[] bytes, int start, int end) {
        long second = 0;
        for (int i = start; i < end; i++) {
            second = second * 10 + (bytes[i] - '0');
        }
        if (second != lastSecond) {
            lastSecond = second;
            lastInstant = Instant.ofEpochSecond(second);
        }
        return lastInstant;
    }

    /** The fields after a comma, decoded; none when there is no comma. */
    private static List<String> fields(byte[] bytes, int comma, int end) {
        if (comma >= end) {
            return List.of();
        }
        String[] raw = new String(bytes, comma + 1, end - comma - 1, StandardCharsets.UTF_8).split(",", -1);
        return Arrays.stream(raw).map(Escapes::decode).toList();
    }

    private static PackerEvent machine(Instant at, String target, String type, List<String> data) {
        return switch (type) {
            case "artifact" -> artifact(at, target, data);
            case "artifact-count" -> isNumber(data) ? new ArtifactCount(at, target, number(data)) : null;
            case "error-count" -> isNumber(data) ? new ErrorCount(at, number(data)) : null;
            case "error" -> new BuildError(at, target, String.join(",", data));
            case "version", "version-prelease", "version-commit" -> new Version(at, type, String.join(",", data));
            case "template-variable", "template-builder", "template-provisioner" ->
                new TemplateItem(at, type.substring("template-".length()), data);
            default -> null;
        };
    }

    private static PackerEvent artifact(Instant at, String target, List<String> data) {
        if (data.size() < 2 || !isNumber(data)) {
            return null;
        }
        return new Artifact(at, target, number(data), data.get(1), String.join(",", data.subList(2, data.size())));
    }

    private static boolean isNumber(List<String> data) {
        return !data.isEmpty() && data.get(0).matches("[0-9]{1,9}");
    }

    private static int number(List<String> data) {
        return Integer.parseInt(data.get(0));
    }
}
