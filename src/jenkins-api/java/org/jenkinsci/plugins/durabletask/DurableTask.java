package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import java.io.IOException;

/** A process that runs on while its controller is away. */
public abstract class DurableTask extends AbstractDescribableImpl<DurableTask> implements ExtensionPoint {
    public DurableTask() {}

    public abstract Controller launch(EnvVars envVars, FilePath filePath, Launcher launcher, TaskListener taskListener)
            throws IOException, InterruptedException;

    public void captureOutput() throws UnsupportedOperationException {}
}
