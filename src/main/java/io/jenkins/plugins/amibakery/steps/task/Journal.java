package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.page.RecordsAction;
import io.jenkins.plugins.amibakery.results.record.TaskRecord;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes down what becomes of a task: a line in the build's log for people, and the build's action for its page. A page that lacks something
 * is no reason for a task to fail.
 *
 * @param <T> what is kept of the task
 */
public class Journal<T extends TaskRecord> {
    private static final Logger LOG = Logger.getLogger(Journal.class.getName());

    private final BuildContext site;
    private final String id;
    private final Function<Run<?, ?>, ? extends RecordsAction<T>> action;

    /**
     * @param id the task's
     * @param action of a build, the one that keeps such tasks
     */
    public Journal(BuildContext site, String id, Function<Run<?, ?>, ? extends RecordsAction<T>> action) {
        this.site = site;
        this.id = id;
        this.action = action;
    }

    /** A line of the program's. */
    public void line(String text) {
        try {
            if (site.showsOutput()) {
                site.say(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The task begins; once begun it stays as it was. */
    protected final void begin(T record) throws InterruptedException {
        record(run -> action.apply(run).begin(record));
    }

    /** @param change gets a copy */
    protected final void update(Consumer<T> change) throws InterruptedException {
        record(run -> action.apply(run).update(id, change));
    }

    /** The same where an interruption has to wait. */
    protected final void updateSoon(Consumer<T> change) {
        recordSoon(run -> action.apply(run).update(id, change));
    }

    /** Writes something down where an interruption has to wait. */
    protected final void recordSoon(Recording recording) {
        try {
            record(recording);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    protected final void record(Recording recording) throws InterruptedException {
        try {
            recording.on(site.run());
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Not recorded: " + id);
        }
    }

    /** Something that is written down of a build. */
    protected interface Recording {
        void on(Run<?, ?> run) throws IOException;
    }
}
