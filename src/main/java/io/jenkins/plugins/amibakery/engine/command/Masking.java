package io.jenkins.plugins.amibakery.engine.command;

import java.util.ArrayList;
import java.util.List;

/** A text of which parts are to be hidden, each told by its end, the ends in their order. Not for several threads. */
final class Masking {
    private final String text;
    private final List<int[]> parts = new ArrayList<>();

    Masking(String text) {
        this.text = text;
    }

    /** Hides from start up to, not including, end. What overlaps is hidden as one. */
    void hide(int start, int end) {
        int from = start;
        while (!parts.isEmpty() && parts.get(parts.size() - 1)[1] > from) {
            from = Math.min(from, parts.remove(parts.size() - 1)[0]);
        }
        parts.add(new int[] {from, end});
    }

    /** The text with what is hidden replaced; the same object when nothing is. */
    String result() {
        if (parts.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (int[] part : parts) {
            masked.append(text, shown, part[0]).append(Masker.MASK);
            shown = part[1];
        }
        return masked.append(text, shown, text.length()).toString();
    }
}
