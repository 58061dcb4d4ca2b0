package hudson;

import java.io.IOException;

/** A running process. */
public abstract class Proc {
    public abstract void kill() throws IOException, InterruptedException;

    public abstract int join() throws IOException, InterruptedException;
}
