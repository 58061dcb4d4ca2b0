package io.jenkins.plugins.amibakery.steps.task;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.listeners.ItemListener;

/** Work follows its job when that is renamed or moved while it goes on. */
@Extension
public final class Moves extends ItemListener {
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        // Each job in a folder that is moved is told of too.
        if (item instanceof Job<?, ?> job) {
            TaskRegistry.get().moved(oldFullName, newFullName, job.getBuildDir());
        }
    }
}
