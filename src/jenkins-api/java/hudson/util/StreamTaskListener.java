package hudson.util;

import hudson.model.TaskListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** A log that goes to a stream. */
public class StreamTaskListener implements TaskListener {
    private final transient PrintStream stream;

    public StreamTaskListener(OutputStream outputStream, Charset charset) {
        stream = new PrintStream(outputStream, true, charset);
    }

    @Override
    public PrintStream getLogger() {
        return stream;
    }

    private static final long serialVersionUID = 1L;
}
