package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;

/** A shell script as a durable process. */
public final class BourneShellScript extends DurableTask {
    public BourneShellScript(String text) {}

    @Override
    public Controller launch(EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener) {
        return null;
    }
}
