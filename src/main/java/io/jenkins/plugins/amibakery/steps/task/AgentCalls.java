package io.jenkins.plugins.amibakery.steps.task;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.FilePath;
import hudson.FilePath.FileCallable;
import hudson.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Short work on an agent, which never blocks for long even if the agent hangs. */
public final class AgentCalls {
    private static final long PATIENCE_SECONDS = 120;
    private static final int LONGEST_ANSWER = 1 << 16;

    /** What a shell ends with where there is no such program. */
    private static final int NOT_FOUND = 127;

    private AgentCalls() {}

    /** Does something on an agent and waits for it. */
    public static <T> T call(FilePath file, FileCallable<T> task) throws IOException, InterruptedException {
        Future<T> answer = file.actAsync(task);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("The agent did not answer within " + PATIENCE_SECONDS + " s.", e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** What a call failed with, as an exception of this side. */
    @SuppressFBWarnings(
            value = "THROWS_METHOD_THROWS_RUNTIMEEXCEPTION",
            justification = "What the other side threw is thrown here, and that may be one.")
    public static IOException unwrapped(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        for (Throwable why = cause; why != null; why = why.getCause()) {
            if (why instanceof InvalidObjectException) {
                // A record of the answer was refused when it was made here.
                throw new IllegalArgumentException("The agent's answer is not valid: " + why.getMessage(), why);
            }
        }
        if (cause instanceof RuntimeException runtime && !isDisconnection(runtime)) {
            throw runtime;
        }
        if (cause instanceof InterruptedException) {
            throw (InterruptedException) new InterruptedException(cause.getMessage()).initCause(cause);
        }
        return cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    }

    /** Whether a command could not be run because the agent went away, and not because there is no such command. */
    public static boolean isDisconnection(FilePath place, IOException e) {
        return place.getChannel() == null || String.valueOf(e.getMessage()).contains("channel");
    }

    /** The reason in what is thrown where there is no such command: {@code Cannot run program "packer" (in directory "…"): error=2, …}. */
    public static String whyNotRun(IOException e) {
        return String.valueOf(e.getMessage()).replaceFirst("(?s)^Cannot run program .*: (error=\\d+, )?", "");
    }

    /** Whether an exception means that the connection broke off; remoting has some of no common kind for that. */
    static boolean isDisconnection(RuntimeException e) {
        return e.getClass().getName().startsWith("hudson.remoting.");
    }

    /**
     * Runs a short command where the program runs, and returns what it prints; not more than 64 KiB of it. A program without a path is
     * looked for on the PATH of the environment, as the shell does that runs the program itself; a launcher would take the agent's own.
     *
     * @throws IOException also when there is no such program
     */
    static String output(Launcher launcher, FilePath directory, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, Math.min(length, Math.max(0, LONGEST_ANSWER - count)));
            }
        };
        int exitCode = launcher.launch()
                .cmds(onPath(words).stream().map(AgentCalls::unexpanded).toList())
                .envs(unexpanded(environment))
                .pwd(directory)
                .quiet(true)
                .stdout(printed)
                .stderr(printed)
                .join();
        String text = printed.toString(StandardCharsets.UTF_8);
        if (exitCode == NOT_FOUND && text.contains("exec: " + words.get(0) + ": not found")) {
            throw new IOException("Cannot run program \"" + words.get(0) + "\": error=2, No such file or directory");
        }
        return text;
    }

    /** The same command, its program found by a shell where it has no path. */
    static List<String> onPath(List<String> words) {
        if (words.get(0).contains("/")) {
            return words;
        }
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
        shell.addAll(words);
        return shell;
    }

    /** Launchers put variables into words and values; a doubled dollar stays one. */
    private static String unexpanded(String text) {
        return text.replace("$", "$$");
    }

    private static Map<String, String> unexpanded(Map<String, String> environment) {
        Map<String, String> escaped = new TreeMap<>();
        environment.forEach((name, value) -> escaped.put(name, unexpanded(value)));
        return escaped;
    }
}
