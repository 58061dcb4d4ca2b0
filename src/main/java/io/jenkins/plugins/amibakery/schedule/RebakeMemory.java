package io.jenkins.plugins.amibakery.schedule;

import hudson.XmlFile;
import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What the trigger remembers of a job: how many of its builds failed one after the other, and what it saw lately. In a file in the job's
 * folder, read when somebody asks. Safe for several threads.
 */
@Restricted(NoExternalUse.class)
public final class RebakeMemory {
    private static final Logger LOG = Logger.getLogger(RebakeMemory.class.getName());
    private static final String FILE = "ami-bakery-rebake.xml";
    private static final int MOST = 30;

    private final File file;

    RebakeMemory(File file) {
        this.file = file;
    }

    /** What is in the file. */
    private static final class Saved {
        private int failures;
        private ArrayList<RebakeCheck> looks = new ArrayList<>();

        private Object readResolve() {
            looks = looks == null ? new ArrayList<>() : looks;
            looks.removeIf(look -> look == null);
            return this;
        }
    }

    static RebakeMemory of(Job<?, ?> job) {
        return new RebakeMemory(new File(job.getRootDir(), FILE));
    }

    /** How many builds that the trigger started failed one after the other. */
    int failures() {
        return read().failures;
    }

    /** What the trigger saw, the newest first. */
    List<RebakeCheck> looks() {
        return Collections.unmodifiableList(read().looks);
    }

    /** How many of the newest looks, one after the other, could look nothing up. */
    int blindLooks() {
        return blindLooks(read());
    }

    private static int blindLooks(Saved saved) {
        return (int) saved.looks.stream().takeWhile(RebakeCheck::isBlind).count();
    }

    /** When it last looked something up, else when it first tried; 0 when it never looked. In milliseconds since 1970. */
    long lastSeeing() {
        Saved saved = read();
        int blind = blindLooks(saved);
        return saved.looks.isEmpty()
                ? 0
                : saved.looks.get(Math.min(blind, saved.looks.size() - 1)).getWhen();
    }

    void add(RebakeCheck look) throws IOException {
        change(saved -> {
            saved.looks.add(0, look);
            if (saved.looks.size() > MOST) {
                saved.looks.subList(MOST, saved.looks.size()).clear();
            }
        });
    }

    /** A look led to a build. */
    void started(long look, int build) throws IOException {
        change(saved -> saved.looks.stream()
                .filter(one -> one.getWhen() == look)
                .findFirst()
                .ifPresent(one -> one.started(build)));
    }

    /** Another build that the trigger started failed. */
    void failed() throws IOException {
        change(saved -> saved.failures++);
    }

    /** A build ended well, or somebody wants to go on anyway. */
    void good() throws IOException {
        if (failures() > 0) {
            change(saved -> saved.failures = 0);
        }
    }

    private void change(Consumer<Saved> change) throws IOException {
        synchronized (RebakeMemory.class) {
            Saved saved = read();
            change.accept(saved);
            new XmlFile(file).write(saved);
        }
    }

    /** One that cannot be read is begun anew: it is a log. */
    private Saved read() {
        synchronized (RebakeMemory.class) {
            if (!file.exists()) {
                return new Saved();
            }
            try {
                return new XmlFile(file).read() instanceof Saved saved ? saved : new Saved();
            } catch (IOException e) {
                LOG.log(Level.WARNING, e, () -> "Begun anew, as it cannot be read: " + file);
                return new Saved();
            }
        }
    }
}
