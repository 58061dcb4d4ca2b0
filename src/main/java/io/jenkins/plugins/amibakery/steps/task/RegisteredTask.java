package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import java.io.File;
import jenkins.model.Jenkins;

/** Work as the controller remembers it beyond its build: enough to stop its program and to clean up. Saved; holds no secret. */
public final class RegisteredTask {
    /** The build, as {@code Run.fromExternalizableId} finds it; follows the job when that is renamed or moved. */
    final String run;

    final TaskRequest order;

    final TaskState state;

    /** When the build was scheduled, in milliseconds since the epoch: whatever its job is called, it says which build it is. 0 in old records. */
    final long scheduled;

    /** Where Jenkins keeps the build; null in old records. */
    final String directory;

    RegisteredTask(String run, TaskRequest order, TaskState state, long scheduled, String directory) {
        this.run = run;
        this.order = order;
        this.state = state;
        this.scheduled = scheduled;
        this.directory = directory;
    }

    static RegisteredTask of(Run<?, ?> run, TaskRequest order, TaskState state) {
        return new RegisteredTask(
                run.getExternalizableId(),
                order,
                state,
                run.getTimeInMillis(),
                run.getRootDir().getPath());
    }

    /** The same of a deleted build. */
    RegisteredTask with(TaskState newer) {
        return new RegisteredTask(run, order, newer, scheduled, directory);
    }

    /** The same once its job is called otherwise; itself when that is another's. */
    RegisteredTask moved(String oldName, String newName, File builds) {
        if (!run.substring(0, run.lastIndexOf('#')).equals(oldName)) {
            return this;
        }
        String number = run.substring(run.lastIndexOf('#'));
        String now = new File(builds, number.substring(1)).getPath();
        return new RegisteredTask(newName + number, order, state, scheduled, now);
    }

    public TaskState state() {
        return state;
    }

    public TaskRequest order() {
        return order;
    }

    /**
     * The build; null when there is none. A job may have been renamed, or another have taken its name, while nobody looked: then the build
     * of the same number and the same moment is it.
     */
    public Run<?, ?> build() {
        Run<?, ?> named = Run.fromExternalizableId(run);
        if (named != null && isIt(named)) {
            return named;
        }
        int number = Integer.parseInt(run.substring(run.lastIndexOf('#') + 1));
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            Run<?, ?> other = scheduled == 0 ? null : job.getBuildByNumber(number);
            if (other != null && isIt(other)) {
                return other;
            }
        }
        return null;
    }

    private boolean isIt(Run<?, ?> other) {
        return scheduled == 0 || scheduled == other.getTimeInMillis();
    }

    /** Whether a build that Jenkins does not know lies on disk still, as when its job could not be loaded: it may come back. */
    boolean mayComeBack() {
        return directory != null && new File(directory, "build.xml").exists();
    }

    /** What its job was in: the root, or a folder; null when there is no such folder any more. */
    ItemGroup<?> group() {
        String job = run.substring(0, run.lastIndexOf('#'));
        int slash = job.lastIndexOf('/');
        if (slash < 0) {
            return Jenkins.get();
        }
        return Jenkins.get().getItemByFullName(job.substring(0, slash), Item.class) instanceof ItemGroup<?> group
                ? group
                : null;
    }
}
