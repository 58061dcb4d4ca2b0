package io.jenkins.plugins.amibakery.engine.adopt;

/**
 * One thing that a template needs, or cannot have.
 *
 * @param sort whether it is to be added
 * @param text one line for people
 */
public record Finding(Sort sort, String text) {
    /** What becomes of it. */
    public enum Sort {
        /** It is added. */
        ADDED("+"),
        /** It is there already. */
        THERE("="),
        /** Somebody has to look at it. */
        NOTE("!");

        private final String sign;

        Sort(String sign) {
            this.sign = sign;
        }

        /** A character for it. */
        public String sign() {
            return sign;
        }
    }
}
