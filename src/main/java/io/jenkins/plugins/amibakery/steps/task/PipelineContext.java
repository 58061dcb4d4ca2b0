package io.jenkins.plugins.amibakery.steps.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a Pipeline lends work: all of it is asked for anew each time, as it changes when an agent comes back. */
class PipelineContext implements BuildContext {
    private static final long SAVED_WITHIN_SECONDS = 60;

    private final StepContext context;
    private final Unsaved unsaved = new Unsaved();

    PipelineContext(StepContext context) {
        this.context = context;
    }

    @Override
    public Run<?, ?> run() throws IOException, InterruptedException {
        return there(Run.class);
    }

    @Override
    public FilePath workspace() throws IOException, InterruptedException {
        return there(FilePath.class);
    }

    @Override
    public Launcher launcher() throws IOException, InterruptedException {
        // Of an agent that is away Jenkins would make none, and log a warning each time it is asked.
        if (!NodeLookup.isConnected(workspace())) {
            throw new IOException("The agent is offline: it is not connected.");
        }
        return there(Launcher.class);
    }

    @Override
    public Map<String, String> environment() throws IOException, InterruptedException {
        return there(EnvVars.class);
    }

    @Override
    public Set<String> sensitiveVariables() throws IOException, InterruptedException {
        EnvironmentExpander expander = context.get(EnvironmentExpander.class);
        return expander == null ? Set.of() : expander.getSensitiveVariables();
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        return there(TaskListener.class);
    }

    private <T> T there(Class<T> type) throws IOException, InterruptedException {
        T object = context.get(type);
        if (object == null) {
            throw new IOException("The agent is offline: there is no " + type.getSimpleName() + ".");
        }
        return object;
    }

    @Override
    public void save() throws InterruptedException {
        unsaved.tried(this);
    }

    @Override
    public void keep() throws UnsavedException, InterruptedException {
        try {
            context.saveState().get(SAVED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnsavedException(e);
        }
    }
}
