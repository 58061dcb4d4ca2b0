package io.jenkins.plugins.amibakery.results.history;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;

/** Takes the deployments of deleted builds out of their jobs' history. */
@Extension
public final class DeploymentsOfDeletedBuilds extends RunListener<Run<?, ?>> {
    @Override
    public void onDeleted(Run<?, ?> run) {
        JobDeployments.forget(run.getParent(), run.getNumber());
    }
}
