package jenkins;

import hudson.FilePath.FileCallable;

/** Work on a file that the controller asks of an agent. */
public abstract class MasterToSlaveFileCallable<T> implements FileCallable<T> {
    public MasterToSlaveFileCallable() {}

    private static final long serialVersionUID = 1L;
}
