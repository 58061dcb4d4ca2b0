package hudson.util;

import hudson.model.TaskListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** A log that goes to a stream. */
public class StreamTaskListener implements TaskListener {
    public StreamTaskListener(OutputStream outputStream, Charset charset) {}

    @Override
    public PrintStream getLogger() {
        return null;
    }

    private static final long serialVersionUID = 1L;
}
