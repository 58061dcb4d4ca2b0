package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** A site that has a log, and neither a build nor an agent. */
public final class LoggedContext implements BuildContext {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    /** How often it was asked to save. */
    public int saved;

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Run<?, ?> run() throws IOException {
        throw new IOException("there is none");
    }

    @Override
    public FilePath workspace() throws IOException {
        throw new IOException("there is none");
    }

    @Override
    public Launcher launcher() throws IOException {
        throw new IOException("there is none");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public Set<String> sensitiveVariables() {
        return Set.of();
    }

    @Override
    public TaskListener listener() {
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        return () -> stream;
    }

    @Override
    public void save() {
        saved++;
    }

    @Override
    public void keep() {
        saved++;
    }
}
