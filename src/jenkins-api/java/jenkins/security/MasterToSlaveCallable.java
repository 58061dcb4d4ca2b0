package jenkins.security;

import hudson.remoting.Callable;

/** Work that the controller asks of an agent. */
public abstract class MasterToSlaveCallable<V, T extends Throwable> implements Callable<V, T> {
    public MasterToSlaveCallable() {}

    private static final long serialVersionUID = 1L;
}
