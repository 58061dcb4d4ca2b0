package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Locale;

/**
 * Something that was looked at before or after an AMI is deployed, for whoever decides about it.
 *
 * @param name what was looked at, such as {@code Smoke test}
 * @param verdict what came of it
 * @param evidence what tells so, in one line
 */
public record Check(String name, Verdict verdict, String evidence) implements Serializable {
    /** What came of a check. Only {@link #PASSED} is good: what is not known is not. */
    public enum Verdict {
        PASSED("Passed"),
        WARNING("Warning"),
        FAILED("Failed"),
        NOT_KNOWN("Not known");

        private final String shown;

        Verdict(String shown) {
            this.shown = shown;
        }

        /** For a person. */
        public String shown() {
            return shown;
        }

        /**
         * The verdict of a word, in whatever case.
         *
         * @throws IllegalArgumentException with one line when there is none such
         */
        public static Verdict of(String word) {
            for (Verdict verdict : values()) {
                if (verdict.name().equalsIgnoreCase(word.strip())) {
                    return verdict;
                }
            }
            throw new IllegalArgumentException(
                    "verdict is '" + Limits.brief(word, 40) + "'; it must be passed, warning, failed or not_known.");
        }
    }

    private static final int LONGEST = 1_000;

    /** What is long is cut: it comes from the tests of others. */
    public Check {
        name = Limits.brief(name.strip(), LONGEST);
        evidence = Limits.brief(evidence.strip(), LONGEST);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty; it must say what was checked, such as 'Smoke test'.");
        }
    }

    /** As reports write the verdict, such as {@code not_known}. */
    public String word() {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
