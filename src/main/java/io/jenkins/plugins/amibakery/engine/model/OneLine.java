package io.jenkins.plugins.amibakery.engine.model;

/** How a failure is told: in one line. */
public final class OneLine {
    private OneLine() {}

    /** A text on one line. */
    static String flat(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Where, what happened, what to do.
     *
     * @param where empty when there is nothing to name
     */
    public static String of(String where, String detail, String remedy) {
        String place = where.isEmpty() ? "" : where + ": ";
        String stop = detail.endsWith(".") || detail.endsWith("!") || detail.endsWith("?") ? " " : ". ";
        return place + detail + stop + remedy;
    }
}
