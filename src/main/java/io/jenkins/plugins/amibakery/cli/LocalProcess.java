package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One program running on this machine; only {@link #cancel} may be called from another thread. */
final class LocalProcess {
    /** Takes what the program prints, in pieces of any size. */
    interface Output {
        void feed(byte[] bytes, int offset, int length);
    }

    private final Process process;
    private final long started = System.nanoTime();
    private volatile boolean cancelled;

    private LocalProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a command with nothing on its standard input and both outputs in one stream.
     *
     * @param environment all of its environment; the command's own variables are set over it
     * @throws BakeFailedException PACKER_MISSING when there is no such program
     */
    static LocalProcess start(CommandLine command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .directory(command.directory().toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        try {
            return new LocalProcess(builder.start());
        } catch (IOException e) {
            throw new BakeFailedException(
                    io.jenkins.plugins.amibakery.engine.model.Failure.of(
                            FailureCause.PACKER_MISSING,
                            "Cannot run '" + command.words().get(0) + "': " + reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String text = String.valueOf(cause.getMessage());
        return text.replaceFirst("^error=\\d+, ", "");
    }

    /** Reads all it prints, then waits for its end. */
    CommandOutcome finish(Output output) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream printed = process.getInputStream()) {
            for (int n = printed.read(buffer); n >= 0; n = printed.read(buffer)) {
                output.feed(buffer, 0, n);
            }
        } catch (IOException e) {
            // Closed under us when the process was killed; its exit code tells the rest.
            if (!cancelled) {
                throw e;
            }
        }
        int code = process.waitFor();
        return new CommandOutcome(code, Duration.ofNanos(System.nanoTime() - started), cancelled);
    }

    /**
     * Stops it as packer wants to be stopped: SIGTERM to packer itself, time for its own clean-up, then SIGKILL to whatever of
     * it and its descendants is left.
     *
     * @return whether it ended by itself in time
     */
    boolean cancel(Duration grace) throws InterruptedException {
        cancelled = true;
        List<ProcessHandle> descendants = new ArrayList<>(process.descendants().toList());
        process.destroy();
        boolean ended = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        descendants.addAll(process.descendants().toList());
        process.destroyForcibly();
        // A killed parent leaves packer's build and plugin processes running, so they are ended one by one.
        boolean clean = descendants.stream().noneMatch(ProcessHandle::isAlive);
        descendants.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        return ended && clean;
    }
}
