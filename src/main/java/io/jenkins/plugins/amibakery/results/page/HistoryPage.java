package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.ExportedBean;

/** A page about one bake of a job's history, below that job. */
@ExportedBean
@Restricted(NoExternalUse.class)
public abstract class HistoryPage implements ModelObject, StaplerProxy {
    private final Job<?, ?> job;
    private final BakeEntry bake;

    HistoryPage(Job<?, ?> job, BakeEntry bake) {
        this.job = job;
        this.bake = bake;
    }

    /** Anyone who may not see the job does not see its bakes and AMIs. */
    @Override
    public final Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public final Api getApi() {
        return new Api(this);
    }

    /** The job, as Jenkins' frame for pages of jobs wants it. */
    public final Job<?, ?> getObject() {
        return job;
    }

    /** The bake as a row of the history. */
    public final BakeRowView getRow() {
        return new BakeRowView(job, bake);
    }
}
