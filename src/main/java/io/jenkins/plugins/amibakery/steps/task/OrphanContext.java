package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.amibakery.config.AwsIdentityResolver;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where work is brought to an end that has lost its build. What the build's environment held is gone; what its program prints is not
 * shown, as nobody masks it any more.
 */
class OrphanContext implements BuildContext {
    private static final Logger LOG = Logger.getLogger(OrphanContext.class.getName());

    private final RegisteredTask work;
    private final Run<?, ?> run;
    private final TaskRegistry registry;

    /** @param run the build; null when it was deleted */
    OrphanContext(RegisteredTask work, Run<?, ?> run, TaskRegistry registry) {
        this.work = work;
        this.run = run;
        this.registry = registry;
    }

    /** Whether something can be done now: the agent is connected, or will never be again. */
    boolean isThere() {
        return standing(work.state.node) != NodeLookup.Standing.AWAY;
    }

    @Override
    public Run<?, ?> run() throws IOException {
        if (run == null) {
            throw new IOException("There is no build " + work.run + " any more.");
        }
        return run;
    }

    @Override
    public FilePath workspace() throws IOException {
        return NodeLookup.path(work.state.node, work.state.workspace);
    }

    @Override
    public Launcher launcher() throws IOException {
        return NodeLookup.launcher(work.state.node, listener());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean hasEnvironment() {
        return false;
    }

    @Override
    public Set<String> sensitiveVariables() {
        return Set.of();
    }

    @Override
    public boolean showsOutput() {
        return false;
    }

    /** Lines go to the end of a freestyle build's log, which nobody else writes any more. */
    @Override
    public TaskListener listener() throws IOException {
        LOG.log(Level.FINE, () -> "Dead: " + work.order.noun() + " " + work.state.id);
        return new StreamTaskListener(log(), StandardCharsets.UTF_8);
    }

    private OutputStream log() throws IOException {
        File file = run instanceof AbstractBuild<?, ?> ? new File(run.getRootDir(), "log") : null;
        return file == null || !file.exists()
                ? OutputStream.nullOutputStream()
                : Files.newOutputStream(file.toPath(), StandardOpenOption.APPEND);
    }

    /** A build that is gone had its credentials of the folder it was in. */
    @Override
    public StaticKeys keys(String credentialsId) {
        return run == null
                ? AwsIdentityResolver.keysBelow(credentialsId, work.group())
                : AwsIdentityResolver.keys(credentialsId, run);
    }

    @Override
    public void save() {
        try {
            keep();
        } catch (UnsavedException e) {
            LOG.log(Level.WARNING, e, () -> "Dead: " + work.state.id);
        }
    }

    @Override
    public void keep() throws UnsavedException {
        registry.put(run == null ? work : RegisteredTask.of(run, work.order, work.state));
    }
}
