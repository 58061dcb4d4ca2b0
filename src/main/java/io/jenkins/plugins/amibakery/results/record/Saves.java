package io.jenkins.plugins.amibakery.results.record;

import hudson.model.Computer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;

/**
 * Saves a build, whose file is written anew each time, not more often than once a second, however often something changes; what waits
 * is saved a moment later. What cannot be saved, as on a full disk, is tried again. Safe for several threads.
 */
public final class Saves {
    private static final Logger LOG = Logger.getLogger(Saves.class.getName());
    private static final long PAUSE_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 30_000;
    private static final int MOST_TRIES = 120;

    public interface Saving {
        void save() throws IOException;
    }

    /** Runs something later. */
    interface Later {
        void after(long millis, Runnable task);
    }

    private final Saving saving;
    private final LongSupplier clock;
    private final Later later;
    private long last = Long.MIN_VALUE / 2;
    private boolean waits;
    private int tries;

    public Saves(Saving saving) {
        this(saving, System::currentTimeMillis, Saves::onThreadsOfJenkins);
    }

    /** @param clock milliseconds since the epoch */
    public Saves(Saving saving, LongSupplier clock, Later later) {
        this.saving = saving;
        this.clock = clock;
        this.later = later;
    }

    private static void onThreadsOfJenkins(long millis, Runnable task) {
        Timer.get().schedule(() -> Computer.threadPoolForRemoting.execute(task), millis, TimeUnit.MILLISECONDS);
    }

    /** Saves at once. */
    public void now() throws IOException {
        begun();
        try {
            saving.save();
            done();
        } catch (IOException e) {
            again();
            throw e;
        }
    }

    /** Saves at once, or, when it was saved just now, in a moment. */
    public void soon() throws IOException {
        long wait = reserved();
        if (wait == 0) {
            now();
        } else if (wait > 0) {
            later.after(wait, this::waited);
        }
    }

    /** How long to wait, in milliseconds; 0 to save now, less when somebody waits already. */
    private synchronized long reserved() {
        long wait = Math.max(0, last + PAUSE_MILLIS - clock.getAsLong());
        if (waits) {
            return -1;
        }
        waits = wait > 0;
        return wait;
    }

    private synchronized void begun() {
        last = clock.getAsLong();
    }

    private synchronized void done() {
        tries = 0;
    }

    private void waited() {
        synchronized (this) {
            waits = false;
        }
        try {
            now();
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "A build is not saved yet");
        }
    }

    private void again() {
        synchronized (this) {
            if (waits || ++tries > MOST_TRIES) {
                return;
            }
            waits = true;
        }
        later.after(AGAIN_MILLIS, this::waited);
    }
}
