package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, SIGTERM and a closed terminal into a clean cancel: a running program is stopped, anything else of the bake is
 * interrupted, and the JVM waits until the bake has been concluded, leftovers and all.
 */
final class Cancel implements AutoCloseable {
    /** After this the JVM ends whatever is still going on; removing leftovers has its own, shorter limit. */
    private static final Duration LONGEST_CONCLUSION = Duration.ofMinutes(15);

    private final Terminal terminal;
    private final Duration grace;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch concluded = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancel, "cancel");
    private LocalProcess running;
    private boolean requested;

    /** @param grace how long a program may take to clean up after itself */
    Cancel(Terminal terminal, Duration grace) {
        this.terminal = terminal;
        this.grace = grace;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Sees a program to its end, be it its own or the one that a cancel makes of it.
     *
     * @throws InterruptedException when a cancel was asked for before; the program is not left running
     */
    CommandOutcome finish(LocalProcess process, LocalProcess.Output output) throws IOException, InterruptedException {
        boolean late;
        synchronized (this) {
            late = requested;
            running = process;
        }
        if (late) {
            process.cancel(grace);
            throw new InterruptedException("cancelled");
        }
        CommandOutcome outcome = process.finish(output);
        synchronized (this) {
            running = null;
            late = requested;
        }
        if (late) {
            // What it leaves is known only when all its descendants are gone.
            stopped.await();
        }
        return new CommandOutcome(outcome.exitCode(), outcome.duration(), outcome.cancelled() || late);
    }

    private void cancel() {
        LocalProcess process;
        synchronized (this) {
            requested = true;
            process = running;
        }
        try {
            if (process == null) {
                terminal.strong("Cancelling: removing what this bake made ...");
                worker.interrupt();
            } else {
                stop(process);
            }
            if (!concluded.await(LONGEST_CONCLUSION.toMillis(), TimeUnit.MILLISECONDS)) {
                terminal.bad("Gave up after " + LONGEST_CONCLUSION.toMinutes()
                        + " min; look for leftovers of this bake by hand.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(LocalProcess process) throws InterruptedException {
        try {
            terminal.strong(
                    "Cancelling: packer was asked to stop and cleans up (up to " + grace.toSeconds() + " s) ...");
            if (!process.cancel(grace)) {
                terminal.bad("Packer did not end in time and was killed; what it left is removed by name.");
            }
        } finally {
            stopped.countDown();
        }
    }

    /** The bake is concluded and its report printed: the JVM may end. */
    @Override
    public void close() {
        concluded.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going down because of the very cancel that waits for this.
            return;
        }
    }
}
