package io.jenkins.plugins.amibakery.engine.model;

/** What a check came to. Nothing is green because nobody could look. */
public enum Verdict {
    GREEN("green"),
    NOT_KNOWN("not known"),
    RED("red");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As reports have it. */
    public String word() {
        return word;
    }

    /** The worse of two: one red makes all red, and what is not known is never green. */
    public Verdict and(Verdict other) {
        return ordinal() < other.ordinal() ? other : this;
    }
}
