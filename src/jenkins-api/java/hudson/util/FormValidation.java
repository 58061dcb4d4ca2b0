package hudson.util;

import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

/** The answer to a field of a form: fine, doubtful or wrong. */
public abstract class FormValidation extends IOException implements HttpResponse {
    public final Kind kind = null;

    public static FormValidation ok() {
        return null;
    }

    public static FormValidation ok(String text) {
        return null;
    }

    public static FormValidation warning(String text) {
        return null;
    }

    public static FormValidation error(String text) {
        return null;
    }

    public static FormValidation error(Throwable throwable, String text) {
        return null;
    }

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }

    private FormValidation() {}

    private static final long serialVersionUID = 1L;
}
