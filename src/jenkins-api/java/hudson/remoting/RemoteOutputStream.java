package hudson.remoting;

import java.io.OutputStream;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** A stream of this side that the other side of a channel writes to. */
public final class RemoteOutputStream extends OutputStream implements SerializableOnlyOverRemoting {
    public RemoteOutputStream(OutputStream core) {}

    public void write(int b) {}
}
