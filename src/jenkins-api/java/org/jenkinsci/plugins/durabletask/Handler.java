package org.jenkinsci.plugins.durabletask;

import java.io.InputStream;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** Told of the output and the end of a durable process. */
public abstract class Handler implements SerializableOnlyOverRemoting {
    public Handler() {}

    public abstract void output(InputStream inputStream) throws Exception;

    public abstract void exited(int number, byte[] value) throws Exception;

    private static final long serialVersionUID = 1L;
}
