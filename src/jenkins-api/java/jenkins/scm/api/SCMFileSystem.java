package jenkins.scm.api;

import hudson.model.Item;
import hudson.scm.SCM;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Source control that is read without a checkout. */
public abstract class SCMFileSystem implements Closeable {
    protected SCMFileSystem(SCMRevision rev) {}

    public static SCMFileSystem of(Item owner, SCM scm) throws IOException, InterruptedException {
        return null;
    }

    public boolean changesSince(SCMRevision revision, OutputStream changeLogStream)
            throws UnsupportedOperationException, IOException, InterruptedException {
        return false;
    }

    @Override
    public void close() throws IOException {}
}
