package io.jenkins.plugins.amibakery.results.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.history.JobDeployments;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** Gives each job that has deployed something its page of deployments. */
@Extension
@SuppressWarnings("rawtypes") // Jenkins knows jobs by their raw type only
public final class JobDeploymentsFactory extends TransientActionFactory<Job> {
    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job job) {
        Job<?, ?> typed = job;
        return JobDeployments.index(typed).isEmpty() ? List.of() : List.of(new JobDeploymentsAction(typed));
    }
}
