package io.jenkins.plugins.amibakery.schedule;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import jenkins.triggers.SCMTriggerItem;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gives every job that can be started its buttons and its log. Called often, so nothing is read here. */
@Extension
@Restricted(NoExternalUse.class)
@SuppressWarnings("rawtypes")
public final class RebakeActionFactory extends TransientActionFactory<Job> {
    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job job) {
        return job instanceof SCMTriggerItem ? List.of(new RebakeAction(job)) : List.of();
    }
}
