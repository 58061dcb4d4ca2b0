package hudson.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.kohsuke.stapler.framework.io.ByteBuffer;
import org.kohsuke.stapler.framework.io.LargeText;

/** A log with notes in it. */
public class AnnotatedLargeText<T> extends LargeText {
    public AnnotatedLargeText(ByteBuffer memory, Charset charset, boolean completed, T context) {
        super(memory, charset, completed);
    }

    @Override
    public long writeLogTo(long start, OutputStream out) throws IOException {
        return 0;
    }
}
