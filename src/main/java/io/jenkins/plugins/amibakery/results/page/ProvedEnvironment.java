package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The newest proofs of two environments and the job that made them. Whoever may not see that job does not see them. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class ProvedEnvironment implements ModelObject, StaplerProxy {
    private static final int DIGITS = 16;

    private final Job<?, ?> job;
    private final ProofRecord record;

    ProvedEnvironment(Job<?, ?> job, ProofRecord record) {
        this.job = job;
        this.record = record;
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    public String getDisplayName() {
        return getView().getTitle();
    }

    /** Part of the page's address; the same for the same environments. */
    @Exported
    public String getId() {
        return Sha256.of(record.getEnvironment() + "\n" + record.getProduction())
                .substring(0, DIGITS);
    }

    public ProofView getView() {
        return new ProofView(record);
    }

    /** The full name of the job. */
    @Exported
    public String getJob() {
        return job.getFullName();
    }

    /** The full name of the job as people see it. */
    public String getJobTitle() {
        return job.getFullDisplayName();
    }

    /** The page of the build that made them, from Jenkins' own address on; that of the job when the build is deleted. */
    @Exported
    public String getUrl() {
        return job.getBuildByNumber(record.getBuild()) == null
                ? job.getUrl()
                : job.getUrl() + record.getBuild() + "/proofs/";
    }

    /** What was proved. */
    @Exported(inline = true)
    public ProofRecord getProofs() {
        return record;
    }
}
