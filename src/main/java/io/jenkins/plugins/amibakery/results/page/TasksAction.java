package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.CallRecord;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build did that has no page of its own: one action per build, saved in build.xml and shown at {@code tasks/} under the build. Safe
 * for several threads.
 */
@ExportedBean
public final class TasksAction extends RecordsAction<CallRecord> {
    private TasksAction() {}

    /** The action of a build, made when there is none yet. */
    @Restricted(NoExternalUse.class)
    public static TasksAction of(Run<?, ?> run) {
        return of(run, TasksAction.class, TasksAction::new);
    }

    /** Whether a build has tested an AMI. */
    @Restricted(NoExternalUse.class)
    public static boolean hasTested(Run<?, ?> run, String ami) {
        TasksAction tasks = run.getAction(TasksAction.class);
        return tasks != null
                && tasks.records().all().stream()
                        .filter(task -> task.getStep().equals("testAmi"))
                        .anyMatch(task -> task.getNotes().stream().anyMatch(note -> note.contains(ami)));
    }

    /** The tasks in the order they began; none for whoever may not see the build. */
    @Exported(inline = true)
    public List<CallRecord> getTasks() {
        return visible();
    }

    /** What a page shows. */
    @Restricted(NoExternalUse.class)
    public List<CallView> getView() {
        return getTasks().stream()
                .map(task -> new CallView(task, run().isBuilding()))
                .toList();
    }

    @Override
    public String getIconFileName() {
        return "symbol-cloud";
    }

    @Override
    public String getDisplayName() {
        return Messages.TasksAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "tasks";
    }
}
