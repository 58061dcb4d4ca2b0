package hudson.console;

import java.io.IOException;
import java.io.OutputStream;

/** Hands on what is written to it line by line. */
public abstract class LineTransformationOutputStream extends OutputStream {
    public LineTransformationOutputStream() {}

    protected abstract void eol(byte[] value, int number) throws IOException;

    public void write(int number) throws IOException {}

    public void forceEol() throws IOException {}
}
