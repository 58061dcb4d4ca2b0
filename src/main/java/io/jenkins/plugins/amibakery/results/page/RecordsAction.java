package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Cause;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.record.RecordList;
import io.jenkins.plugins.amibakery.results.record.Saves;
import io.jenkins.plugins.amibakery.results.record.TaskRecord;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;

/**
 * What a build keeps of one kind, saved in build.xml and shown under the build: one action, shared by all steps of the build. Safe for
 * several threads.
 *
 * @param <T> the kind of record
 */
@Restricted(NoExternalUse.class)
public abstract class RecordsAction<T extends TaskRecord> implements RunAction2, StaplerProxy {
    private RecordList<T> records = new RecordList<>();

    /** Null only before the action is part of a build. */
    private transient Run<?, ?> run;

    /** Null until something changes. */
    private transient Saves saves;

    RecordsAction() {}

    /** The action of a build, made when there is none yet. */
    static <A extends Action> A of(Run<?, ?> run, Class<A> type, Supplier<A> made) {
        synchronized (run) {
            A action = run.getAction(type);
            if (action == null) {
                action = made.get();
                run.addAction(action);
            }
            return action;
        }
    }

    final RecordList<T> records() {
        return records;
    }

    final Run<?, ?> run() {
        return Objects.requireNonNull(run, "part of no build yet");
    }

    /**
     * A task begins, and it is noted who began its build; one of the same id that is there already stays. Later changes of the record are not
     * seen.
     */
    public final void begin(T record) throws IOException {
        List<Cause> causes = run().getCauses();
        if (causes != null && !causes.isEmpty()) {
            record.setStartedBy(causes.get(0).getShortDescription());
        }
        if (records.begin(record)) {
            saves().now();
        }
    }

    /**
     * Changes a record, and saves it: at once when it is over, else within a second. Does nothing when there is none of this id.
     *
     * @throws IOException when it could not be saved; that is tried again
     */
    public void update(String id, Consumer<T> change) throws IOException {
        if (!records.update(id, change)) {
            return;
        }
        if (records.find(id).filter(TaskRecord::isRunning).isPresent()) {
            saves().soon();
        } else {
            saves().now();
        }
    }

    private synchronized Saves saves() {
        if (saves == null) {
            saves = new Saves(this::save);
        }
        return saves;
    }

    void save() throws IOException {
        run().save();
    }

    /** The records in the order they began; none for anyone who may not see the build. */
    final List<T> visible() {
        return run().hasPermission(Item.READ) ? records.all() : List.of();
    }

    /** Anyone who may not see the build does not see this. Jenkins does not ask this for the build's own remote API. */
    @Override
    public Object getTarget() {
        run().checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The build, as Jenkins' frame for pages of builds wants it. */
    public Run<?, ?> getObject() {
        return run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** A build.xml that was damaged may lack them. */
    protected Object readResolve() {
        if (records == null) {
            records = new RecordList<>();
        }
        return this;
    }
}
