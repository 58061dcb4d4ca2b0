package jenkins.tasks;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.tasks.BuildStep;
import java.io.IOException;

/** A build step for every kind of job. */
public interface SimpleBuildStep extends BuildStep {
    default void perform(
            Run<?, ?> run, FilePath filePath, EnvVars envVars, Launcher launcher, TaskListener taskListener)
            throws InterruptedException, IOException {}

    default boolean requiresWorkspace() {
        return false;
    }
}
