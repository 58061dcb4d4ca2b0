package hudson;

import java.io.IOException;

/** A failure of the user's doing: the log shows the message and no stack trace. */
public class AbortException extends IOException {
    public AbortException() {}

    public AbortException(String text) {
        super(text);
    }
}
