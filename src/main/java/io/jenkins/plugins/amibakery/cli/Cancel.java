package io.jenkins.plugins.amibakery.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, SIGTERM and a closed terminal into a clean cancel: the running program is stopped, and the JVM waits until the
 * bake has been concluded, leftovers and all.
 */
final class Cancel implements AutoCloseable {
    private final Terminal terminal;
    private final Duration grace;
    private final Thread worker = Thread.currentThread();
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

    /** Names the program to stop; it is stopped at once when a cancel was already asked for. */
    synchronized void running(LocalProcess process) throws InterruptedException {
        running = process;
        if (requested) {
            process.cancel(grace);
        }
    }

    /** From now on there is no program to stop, only the thread that does the bake to interrupt. */
    synchronized void idle() throws InterruptedException {
        running = null;
        if (requested && Thread.interrupted()) {
            throw new InterruptedException("cancelled");
        }
    }

    /** Whether a cancel was asked for. */
    synchronized boolean requested() {
        return requested;
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
                terminal.strong(
                        "Cancelling: packer was asked to stop and cleans up (up to " + grace.toSeconds() + " s) ...");
                if (!process.cancel(grace)) {
                    terminal.bad("Packer did not end in time and was killed; what it left is removed by name.");
                }
            }
            concluded.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bake is concluded and its report printed: the JVM may end. */
    @Override
    public void close() {
        concluded.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going down because of the very cancel that this waits for.
            return;
        }
    }
}
