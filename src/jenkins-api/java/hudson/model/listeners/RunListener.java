package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

/** Told when builds start, end and go. */
public abstract class RunListener<R extends Run<?, ?>> implements ExtensionPoint {
    protected RunListener() {}

    protected RunListener(Class<R> targetType) {}

    public void onStarted(R value, TaskListener taskListener) {}

    public void onCompleted(R value, TaskListener taskListener) {}

    public void onFinalized(R value) {}

    public void onDeleted(R value) {}
}
