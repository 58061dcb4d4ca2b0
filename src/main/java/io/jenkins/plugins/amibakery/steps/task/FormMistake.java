package io.jenkins.plugins.amibakery.steps.task;

/**
 * Something in a form cannot be read. Not checked, because Jenkins' snippet generator shows those in place of the snippet, while of a
 * {@code FormException} it shows nothing; and without a trace, as that is a user's mistake.
 */
final class FormMistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FormMistake(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
