package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import org.springframework.security.core.Authentication;

/**
 * What a node is shown when it is asked whether a job may run something on it, as it is shown the steps of a Pipeline: never queued
 * and never run. The job itself will not do, for a Pipeline as such may run anywhere.
 */
record AskingTask(Queue.Task job, Label label) implements Queue.Task {
    @Override
    public String getName() {
        return job.getName();
    }

    @Override
    public String getDisplayName() {
        return job.getDisplayName();
    }

    @Override
    public String getFullDisplayName() {
        return job.getFullDisplayName();
    }

    @Override
    public String getUrl() {
        return job.getUrl();
    }

    @Override
    public Label getAssignedLabel() {
        return label;
    }

    @Override
    public Queue.Task getOwnerTask() {
        return job;
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return Tasks.getAuthenticationOf2(job);
    }

    @Override
    public Authentication getDefaultAuthentication2(Queue.Item item) {
        return getDefaultAuthentication2();
    }

    @Override
    public Queue.Executable createExecutable() {
        throw new UnsupportedOperationException("It is only asked whether it might run.");
    }
}
