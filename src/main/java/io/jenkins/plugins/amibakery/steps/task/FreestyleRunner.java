package io.jenkins.plugins.amibakery.steps.task;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/** Work in a freestyle build, from beginning to end on the build's own thread. */
public final class FreestyleRunner implements BuildContext {
    private final TaskRequest order;
    private final Run<?, ?> run;
    private final FilePath workspace;
    private final EnvVars environment;
    private final Launcher launcher;
    private final TaskListener listener;
    private final TaskState state;
    private final TaskRegistry registry;
    private final Unsaved unsaved = new Unsaved();

    public FreestyleRunner(
            TaskRequest order,
            TaskState state,
            Run<?, ?> run,
            FilePath workspace,
            EnvVars environment,
            Launcher launcher,
            TaskListener listener) {
        this(order, state, run, workspace, environment, launcher, listener, TaskRegistry.get());
    }

    FreestyleRunner(
            TaskRequest order,
            TaskState state,
            Run<?, ?> run,
            FilePath workspace,
            EnvVars environment,
            Launcher launcher,
            TaskListener listener,
            TaskRegistry registry) {
        this.order = order;
        this.run = run;
        this.workspace = workspace;
        this.environment = environment;
        this.launcher = launcher;
        this.listener = listener;
        this.state = state;
        this.registry = registry;
    }

    /**
     * Does it.
     *
     * @return the result
     * @throws AbortException with one clear line when it is no success
     * @throws InterruptedException when it was aborted, after everything was cleaned up
     */
    public Serializable perform() throws InterruptedException, IOException {
        order.checkForBuild();
        registry.hold(state.id, this);
        InterruptedException aborted;
        try {
            aborted = followed(order.work(state, this));
        } finally {
            registry.release(state);
        }
        if (aborted != null) {
            throw aborted;
        }
        if (state.end.failure() != null) {
            throw new AbortException(state.end.failure());
        }
        return state.end.result();
    }

    /** Follows the work to its end; an abort makes it stop, and further ones do not keep it from cleaning up. */
    private InterruptedException followed(LongTask work) {
        InterruptedException aborted = null;
        long pause = 0;
        while (pause != LongTask.OVER) {
            try {
                Thread.sleep(pause);
                pause = work.advance();
            } catch (InterruptedException e) {
                aborted = aborted == null ? e : aborted;
                state.stop("the build was aborted", System.currentTimeMillis());
                pause = 0;
            }
        }
        return aborted;
    }

    @Override
    public Run<?, ?> run() {
        return run;
    }

    @Override
    public FilePath workspace() throws IOException {
        return isStillThere() ? workspace : NodeLookup.path(state.node, workspace.getRemote());
    }

    @Override
    public Launcher launcher() throws IOException {
        return isStillThere() ? launcher : NodeLookup.launcher(state.node, listener);
    }

    private boolean isStillThere() {
        return state.node == null || NodeLookup.isConnected(workspace);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Set<String> sensitiveVariables() {
        return run instanceof AbstractBuild<?, ?> build ? build.getSensitiveBuildVariables() : Set.of();
    }

    @Override
    public TaskListener listener() {
        return listener;
    }

    @Override
    public void save() throws InterruptedException {
        unsaved.tried(this);
    }

    @Override
    public void keep() throws UnsavedException {
        registry.put(RegisteredTask.of(run, order, state));
    }
}
