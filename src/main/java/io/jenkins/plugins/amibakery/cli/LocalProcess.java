package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One program running on this machine; only {@link #cancel} may be called from another thread. */
final class LocalProcess {
    /** Takes what the program prints, in pieces of any size. */
    interface Output {
        void feed(byte[] bytes, int offset, int length);
    }

    /** How a program is asked to stop. */
    enum Stop {
        /** SIGTERM to the program, which stops its own. */
        TERMINATE,
        /** SIGINT to the program and all it started, as a terminal's Ctrl-C does. */
        INTERRUPT
    }

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path ENV = Path.of("/usr/bin/env");

    private final Process process;
    private final Stop stop;
    private final boolean apart;
    private final long started = System.nanoTime();
    private volatile boolean cancelled;

    private LocalProcess(Process process, Stop stop, boolean apart) {
        this.process = process;
        this.stop = stop;
        this.apart = apart;
    }

    /**
     * Starts a command with nothing on its standard input and both outputs in one stream.
     *
     * @param environment all of its environment; the command's own variables are set over it
     * @throws BakeFailedException PACKER_MISSING when there is no such program
     */
    static LocalProcess start(CommandLine command, Map<String, String> environment) {
        return start(command, command.words(), environment, Stop.TERMINATE, false);
    }

    /**
     * Starts a command in a session of its own, where the system can: a terminal's Ctrl-C then reaches us alone, and the
     * command is stopped in the one way it handles best. The program has to be there.
     */
    static LocalProcess startApart(CommandLine command, Map<String, String> environment, Stop stop) {
        List<String> words = new ArrayList<>(command.words());
        if (stop == Stop.INTERRUPT && Signals.isInterruptIgnored() && Files.isExecutable(ENV)) {
            // A shell that runs us in the background ignores Ctrl-C for us; a program that inherits this could not be
            // interrupted.
            words.addAll(0, List.of(ENV.toString(), "--default-signal=INT"));
        }
        boolean apart = Files.isExecutable(SETSID);
        if (apart) {
            // It replaces itself by the program, so the process we hold is the program's own.
            words.add(0, SETSID.toString());
        }
        return start(command, words, environment, stop, apart);
    }

    private static LocalProcess start(
            CommandLine command, List<String> words, Map<String, String> environment, Stop stop, boolean apart) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(command.directory().toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        try {
            return new LocalProcess(builder.start(), stop, apart);
        } catch (IOException e) {
            throw new BakeFailedException(
                    Failure.of(
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
        }
        int code = process.waitFor();
        return new CommandOutcome(code, Duration.ofNanos(System.nanoTime() - started), cancelled);
    }

    /**
     * Stops it as it wants to be stopped, gives it time for its own clean-up, then SIGKILL to whatever of it and its
     * descendants is left: a killed packer leaves its build and plugin processes running.
     *
     * @return whether all of it ended by itself in time
     */
    boolean cancel(Duration grace) throws InterruptedException {
        cancelled = true;
        long deadline = System.nanoTime() + grace.toNanos();
        List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
        family.add(process.toHandle());
        if (stop == Stop.INTERRUPT) {
            Signals.interrupt(process.toHandle(), apart);
        } else {
            // Not Process.destroy(): it closes the program's output too, and a packer that cannot write ends before it
            // has cleaned up.
            process.toHandle().destroy();
        }
        boolean ended = true;
        for (ProcessHandle one : family) {
            ended &= endsBy(one, deadline);
        }
        // Parents first: one that outlives its child goes on to what comes next.
        List<ProcessHandle> left = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(left::add);
        left.addAll(family);
        left.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        return ended;
    }

    private static boolean endsBy(ProcessHandle one, long deadline) throws InterruptedException {
        try {
            one.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + one.pid() + " failed.", e);
        }
    }
}
