package io.jenkins.plugins.amibakery.engine.packages;

/** The state of a repository cannot be known; its message is one line that says why, to follow the repository's name. */
final class UnknownStateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownStateException(String why) {
        super(why);
    }

    UnknownStateException(String why, Throwable cause) {
        super(why, cause);
    }
}
