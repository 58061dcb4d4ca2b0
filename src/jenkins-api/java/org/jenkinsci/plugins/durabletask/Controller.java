package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** The handle of a durable process. */
public abstract class Controller implements Serializable {
    public Controller() {}

    public void watch(FilePath filePath, Handler handler, TaskListener taskListener)
            throws IOException, InterruptedException, UnsupportedOperationException {}

    public abstract boolean writeLog(FilePath filePath, OutputStream outputStream)
            throws IOException, InterruptedException;

    public Integer exitStatus(FilePath filePath, Launcher launcher, TaskListener taskListener)
            throws IOException, InterruptedException {
        return null;
    }

    public byte[] getOutput(FilePath filePath, Launcher launcher) throws IOException, InterruptedException {
        return null;
    }

    public void stop(FilePath filePath, Launcher launcher) throws IOException, InterruptedException {}

    public abstract void cleanup(FilePath filePath) throws IOException, InterruptedException;

    public String getDiagnostics(FilePath filePath, Launcher launcher) throws IOException, InterruptedException {
        return null;
    }

    private static final long serialVersionUID = 1L;
}
