package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, SIGTERM and a closed terminal into a clean cancel: a running program is stopped, anything else is
 * interrupted, and the JVM waits until it has been concluded, leftovers and all.
 */
final class Cancellation implements AutoCloseable {
    /** After this the JVM ends whatever is still going on; removing leftovers has its own, shorter limit. */
    private static final Duration LONGEST_CONCLUSION = Duration.ofMinutes(15);

    /**
     * What is said of a cancel.
     *
     * @param asked after a program was asked to stop; {@code %d} stands for the seconds it may take
     * @param killed when it did not end in time
     * @param between when no program runs
     * @param gaveUp when the conclusion takes too long; {@code %d} stands for the minutes it took
     */
    record Words(String asked, String killed, String between, String gaveUp) {
        static final Words BAKE = new Words(
                "Cancelling: stopping packer, which cleans up (up to %d s) ...",
                "Packer did not stop in time and was killed; removing what it left.",
                "Cancelling: removing what this bake made ...",
                "Gave up after %d min; check for leftovers of this bake by hand.");

        static final Words DEPLOY = new Words(
                "Cancelling: interrupting runway, which releases its lock (up to %d s) ...",
                "Runway did not stop in time and was killed; checking for its lock.",
                "Cancelling ...",
                "Gave up after %d min; check for CFNgin's lock by hand.");

        static final Words DRILL = new Words(
                "",
                "",
                "Cancelling: setting the group back ...",
                "Gave up after %d min; check the group's desired capacity by hand.");

        /** No program runs. */
        static final Words TEST = new Words(
                "", "", "Cancelling: ending the test's instance ...", "Gave up after %d min; check for it by hand.");
    }

    private final Terminal terminal;
    private final Duration grace;
    private final Words words;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch concluded = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancel, "cancel");
    private LocalProcess running;
    private boolean requested;

    /** A bake's. */
    Cancellation(Terminal terminal, Duration grace) {
        this(terminal, grace, Words.BAKE);
    }

    /** @param grace how long a program may take to clean up after itself */
    Cancellation(Terminal terminal, Duration grace, Words words) {
        this.terminal = terminal;
        this.grace = grace;
        this.words = words;
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

    /** Somebody wants it to end; returns when all is concluded. */
    void cancel() {
        LocalProcess process;
        synchronized (this) {
            requested = true;
            process = running;
        }
        try {
            if (process == null) {
                terminal.strong(words.between());
                worker.interrupt();
            } else {
                stop(process);
            }
            if (!concluded.await(LONGEST_CONCLUSION.toMillis(), TimeUnit.MILLISECONDS)) {
                terminal.bad(String.format(Locale.ROOT, words.gaveUp(), LONGEST_CONCLUSION.toMinutes()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(LocalProcess process) throws InterruptedException {
        try {
            terminal.strong(String.format(Locale.ROOT, words.asked(), grace.toSeconds()));
            if (!process.cancel(grace)) {
                terminal.bad(words.killed());
            }
        } finally {
            stopped.countDown();
        }
    }

    /** All is concluded and its report printed: the JVM may end. */
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
