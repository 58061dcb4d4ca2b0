package io.jenkins.plugins.amibakery.results.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build keeps of one task, whatever it does: who began it and when, and how it ended. Saved in build.xml, so its fields, and those of
 * each kind of it, are texts, numbers and lists: Jenkins' XML brings back neither records nor Optional.
 *
 * <p>A step changes its record only inside the action's update, on a copy; what is in the action stays as it is. Texts that are not known
 * are empty, never null.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public abstract class TaskRecord extends Persisted implements Cloneable {
    private String id;
    private String commit;
    private String startedBy;
    private String endpoint;
    private String bakeryVersion;
    private String outcome;
    private ArrayList<FailureRecord> failures;
    private ArrayList<String> notes;

    /** In milliseconds since 1970. */
    private long began;

    /** In milliseconds since 1970; 0 while it runs. */
    private long ended;

    /**
     * A task that runs from now on.
     *
     * @param id its own in its build
     * @param began in milliseconds since 1970
     */
    protected TaskRecord(String id, long began) {
        this.id = id;
        this.began = began;
        outcome = Status.RUNNING;
        bakeryVersion = TaskRecord.class.getPackage().getImplementationVersion();
    }

    /** The same task where it is kept longer than its build. */
    protected TaskRecord(TaskRecord of) {
        id = of.id;
        began = of.began;
        ended = of.ended;
        commit = of.commit;
        startedBy = of.startedBy;
        endpoint = of.endpoint;
        bakeryVersion = of.bakeryVersion;
        outcome = of.outcome;
        failures = of.failures;
        notes = of.notes;
    }

    /** One that knows the same and changes alone. */
    public TaskRecord copy() {
        try {
            return (TaskRecord) ((TaskRecord) clone()).readResolve();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("It is cloneable.", e);
        }
    }

    public String getId() {
        return id;
    }

    /** Empty when the build does not know. */
    @Exported
    public String getCommit() {
        return commit;
    }

    /** @param commit null or empty when nobody knows */
    public void setCommit(String commit) {
        this.commit = Storable.storable(commit);
    }

    /** Who or what started the build, in Jenkins' words. */
    @Exported
    public String getStartedBy() {
        return startedBy;
    }

    public void setStartedBy(String startedBy) {
        this.startedBy = Storable.storable(startedBy);
    }

    /** The address of a test cloud; empty for AWS. */
    @Exported
    public String getEndpoint() {
        return endpoint;
    }

    /** @param endpoint null or empty for AWS */
    public void setEndpoint(String endpoint) {
        this.endpoint = Storable.storable(endpoint);
    }

    /** The version of AMI Bakery that did it; empty when its jar does not say. */
    @Exported
    public String getBakeryVersion() {
        return bakeryVersion;
    }

    /** {@code running}, {@code success}, {@code failure} or {@code cancelled}. */
    @Exported
    public String getOutcome() {
        return outcome;
    }

    public boolean isRunning() {
        return outcome.equals(Status.RUNNING);
    }

    /** When it began, such as {@code 2026-11-22T16:22:33Z}. */
    @Exported(name = "began")
    public String getBeganText() {
        return Storable.instant(began);
    }

    /** When it began, in milliseconds since 1970. */
    public long getBegan() {
        return began;
    }

    /** When it ended, such as {@code 2026-11-22T16:22:33Z}; empty while it runs. */
    @Exported(name = "ended")
    public String getEndedText() {
        return Storable.instant(ended);
    }

    /** When it ended, in milliseconds since 1970; 0 while it runs. */
    public long getEnded() {
        return ended;
    }

    /** How long it took, in milliseconds; -1 while it runs. */
    @Exported
    public long getDurationMillis() {
        return ended == 0 ? -1 : ended - began;
    }

    /** Why it is no success. */
    @Exported(inline = true)
    public List<FailureRecord> getFailures() {
        return Collections.unmodifiableList(failures);
    }

    /** Why it is no success, a line each. */
    public List<String> failureLines() {
        return failures.stream().map(FailureRecord::line).toList();
    }

    /** What came of it or what else a person should know, a line each. */
    @Exported
    public List<String> getNotes() {
        return Collections.unmodifiableList(notes);
    }

    public void setNotes(Collection<String> notes) {
        this.notes = Storable.storable(notes);
    }

    /** It ended: a success exactly when there is nothing of why it is none; {@code cancelled} when it was stopped on request. */
    public void ended(Collection<FailureRecord> why, boolean cancelled) {
        ended(why, cancelled, System.currentTimeMillis());
    }

    void ended(Collection<FailureRecord> why, boolean cancelled, long when) {
        failures = new ArrayList<>(why);
        ended = when;
        outcome = why.isEmpty() ? Status.SUCCESS : cancelled ? Status.CANCELLED : Status.FAILURE;
    }
}
