package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Job;
import hudson.model.TaskListener;
import hudson.scm.SCM;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.rebake.RecipeSources;
import io.jenkins.plugins.amibakery.engine.rebake.SourceCommit;
import io.jenkins.plugins.amibakery.engine.rebake.SourceState;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.source.GitSource;
import java.util.List;
import java.util.Optional;
import jenkins.triggers.SCMTriggerItem;

/** Asks a job's source control whether a commit since its bakes changed a file of their recipes. */
final class SourceLook {
    private final Job<?, ?> job;
    private final SCMTriggerItem item;

    private SourceLook(Job<?, ?> job, SCMTriggerItem item) {
        this.job = job;
        this.item = item;
    }

    /** @param bakes those whose AMIs are the job's current ones */
    static SourceState of(Job<?, ?> job, List<BakeEntry> bakes) {
        SCMTriggerItem item = SCMTriggerItem.SCMTriggerItems.asSCMTriggerItem(job);
        if (item == null || job.getLastBuild() == null) {
            return new SourceState(false, "There is no build to compare source control with.");
        }
        if (!item.poll(TaskListener.NULL).hasChanges()) {
            return new SourceState(false, "Source control has nothing new.");
        }
        SourceState state = SourceState.unknown("a commit, its files are not known");
        for (BakeEntry bake : bakes) {
            state = new SourceLook(job, item).since(bake);
            if (state.changed()) {
                return state;
            }
        }
        return state;
    }

    private SourceState since(BakeEntry bake) {
        Optional<BakeKey> key = BakeHistory.of(job).key(bake.getBakeId());
        Optional<List<SourceCommit>> commits = commits(bake.getCommit());
        return key.isEmpty() || commits.isEmpty()
                ? SourceState.unknown("a commit, its files are not known")
                : new RecipeSources(key.get(), bake.getOrigin().getFiles()).since(commits.get());
    }

    /** Of the one of the job's repositories that has the bake's commit. */
    private Optional<List<SourceCommit>> commits(String since) {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (SCM scm : item.getSCMs()) {
                Optional<List<SourceCommit>> commits = GitSource.since(job, scm, since);
                if (commits.isPresent()) {
                    return commits;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
