package io.jenkins.plugins.amibakery.engine.ownership;

/** Whether something is a bake's. */
public sealed interface Verdict {
    /** It is: a whole row of the table holds. */
    record Proved() implements Verdict {}

    /**
     * It may be, or it is another's.
     *
     * @param reason what is missing, for people
     */
    record NotProved(String reason) implements Verdict {}

    /** It is. */
    static Verdict proved() {
        return new Proved();
    }

    /** @param reason what is missing, for people */
    static Verdict not(String reason) {
        return new NotProved(reason);
    }

    /** Whether it is. */
    default boolean isProved() {
        return this instanceof Proved;
    }
}
