package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.BakeFilter;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.Query;
import io.jenkins.plugins.amibakery.results.history.RebakePlan;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The AMIs of a job, shown at {@code amis/} under it: where each recipe stands, and the history of its bakes. In the job's own remote
 * API are only the recipes; the history has a remote API of its own, a page at a time.
 */
@ExportedBean
public final class JobAmisAction implements Action, StaplerProxy {
    static final String URL = "amis";
    static final String BAKE = "bake";
    static final String AMI = "ami";

    private final Job<?, ?> job;

    JobAmisAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Anyone who may not see the job does not see its AMIs. Jenkins does not ask this for the job's own remote API. */
    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    /** Where each recipe stands; none for anyone who may not see the job. */
    @Exported(inline = true)
    public List<RecipeView> getRecipes() {
        return job.hasPermission(Item.READ) ? RecipesView.of(job) : List.of();
    }

    /** Who the job is in signatures of its AMIs; empty for one that never baked, and for anyone who may not see the job. */
    @Exported
    public String getIdentity() {
        return job.hasPermission(Item.READ) ? JobIdentity.known(job).orElse("") : "";
    }

    /** The remote API of a page of the history. */
    public Api getApi(StaplerRequest2 request) {
        return new Api(getHistory(request));
    }

    /** A page of the history, as {@code page} and the filter {@code q}, {@code recipe} and {@code status} ask for it. */
    @Restricted(NoExternalUse.class)
    public HistoryView getHistory(StaplerRequest2 request) {
        BakeFilter filter = new BakeFilter(
                request.getParameter("q"), request.getParameter("recipe"), request.getParameter("status"));
        return new HistoryView(job, filter, Query.pageNumber(request.getParameter("page")));
    }

    /** A bake at {@code bake/ID/}; null when the job's history has none of that id. */
    @Restricted(NoExternalUse.class)
    public BakeReportPage getBake(String id) {
        return BakeHistory.of(job)
                .find(id)
                .map(entry -> new BakeReportPage(job, entry))
                .orElse(null);
    }

    /** An AMI at {@code ami/ID/}; null when the job's history has none of that id. */
    @Restricted(NoExternalUse.class)
    public AmiPage getAmi(String id) {
        return AmiPage.of(job, id);
    }

    /** The job, as Jenkins' frame for pages of jobs wants it. */
    @Restricted(NoExternalUse.class)
    public Job<?, ?> getObject() {
        return job;
    }

    /** Those that plan to bake again. */
    @Restricted(NoExternalUse.class)
    public List<RebakePlan> getPlans() {
        return RebakePlan.all();
    }

    /** Null, so that there is no link, for a job that never baked. */
    @Override
    public String getIconFileName() {
        return job.hasPermission(Item.READ) && !BakeHistory.of(job).recipes().isEmpty() ? "symbol-cube" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.JobAmisAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
