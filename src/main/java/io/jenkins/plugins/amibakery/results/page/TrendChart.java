package io.jenkins.plugins.amibakery.results.page;

import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Bars side by side, each of parts one upon the other, as the server draws them: 10 wide each, 100 high the highest. */
@Restricted(NoExternalUse.class)
public final class TrendChart {
    private static final int HEIGHT = 100;
    private static final int STEP = 10;

    private final String title;
    private final String text;
    private final long most;
    private final List<Bar> bars = new ArrayList<>();

    /**
     * @param title what is drawn
     * @param text the same with the figures of its ends, for those who do not see it
     * @param most the highest value there is
     */
    TrendChart(String title, String text, long most) {
        this.title = title;
        this.text = text;
        this.most = Math.max(1, most);
    }

    /**
     * A part of a bar.
     *
     * @param colour the last word of its class in the style sheet
     */
    record Value(String colour, long value) {}

    /** Adds a bar to the right. */
    void add(String words, List<Value> values) {
        List<Part> parts = new ArrayList<>();
        long sum = 0;
        for (Value value : values) {
            long top = HEIGHT * (sum + value.value()) / most;
            parts.add(new Part(value.colour(), HEIGHT - top, top - HEIGHT * sum / most));
            sum += value.value();
        }
        bars.add(new Bar(bars.size() * STEP, words, parts));
    }

    public String getTitle() {
        return title;
    }

    public String getText() {
        return text;
    }

    public int getWidth() {
        return Math.max(1, bars.size()) * STEP;
    }

    public List<Bar> getBars() {
        return bars;
    }

    /** One bar. */
    public static final class Bar {
        private final int x;
        private final String words;
        private final List<Part> parts;

        private Bar(int x, String words, List<Part> parts) {
            this.x = x;
            this.words = words;
            this.parts = parts;
        }

        public int getX() {
            return x;
        }

        public String getWords() {
            return words;
        }

        public List<Part> getParts() {
            return parts;
        }
    }

    /** A part of a bar. */
    public static final class Part {
        private final String colour;
        private final long y;
        private final long height;

        private Part(String colour, long y, long height) {
            this.colour = colour;
            this.y = y;
            this.height = height;
        }

        public String getColour() {
            return colour;
        }

        public long getY() {
            return y;
        }

        public long getHeight() {
            return height;
        }
    }
}
