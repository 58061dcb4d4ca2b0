package io.jenkins.plugins.amibakery.results.page;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.RootAction;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.Query;
import io.jenkins.plugins.amibakery.results.record.Storable;
import io.jenkins.plugins.amibakery.trust.PublicKeyPage;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/** Every recipe that the user who asks may see, with its current AMIs, at {@code ami-bakery/} under Jenkins. */
@Extension
@Restricted(NoExternalUse.class)
public final class BakeryRootAction implements RootAction, StaplerProxy {
    static final String URL = "ami-bakery";

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return this;
    }

    /** The remote API of a page of recipes. */
    public Api getApi(StaplerRequest2 request) {
        return new Api(getRecipes(request));
    }

    /** A page of recipes, as {@code page} and the search {@code q} ask for it; of jobs that the user who asks may see. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public RecipesView getRecipes(StaplerRequest2 request) {
        Iterable<Job<?, ?>> jobs = (Iterable) Jenkins.get().allItems(Job.class);
        return new RecipesView(jobs, request.getParameter("q"), Query.pageNumber(request.getParameter("page")));
    }

    /** The page itself, or that of the AMI whose id is searched for. */
    @GET
    public HttpResponse doIndex(StaplerRequest2 request) {
        Jenkins.get().checkPermission(Jenkins.READ);
        String asked = Storable.orEmpty(request.getParameter("q")).strip().toLowerCase(Locale.ROOT);
        return AmiId.isAmiId(asked)
                ? HttpResponses.redirectViaContextPath(AmiLookup.page(asked))
                : HttpResponses.forwardToView(this, "index");
    }

    /** Builds that wait for an approval, or before they bake; of jobs that the user who asks may see. */
    public List<WaitingBuild> getWaiting() {
        return WaitingBuild.all();
    }

    /** Leads to the page of an AMI of any job that the user who asks may see, at {@code ami/ID/}; null when it is no AMI's id. */
    public AmiLookup getAmi(String id) {
        return AmiId.isAmiId(id) ? new AmiLookup(id) : null;
    }

    /** The key that signs for this controller, at {@code key/}. */
    public PublicKeyPage getKey() {
        return new PublicKeyPage();
    }

    /** Which environments are immutable, at {@code immutability/}. */
    public ImmutabilityPage getImmutability() {
        return new ImmutabilityPage();
    }

    /** The script that a template runs in its image to record its packages, at {@code manifest-tool}. */
    public String getManifestTool() {
        return ManifestTool.text();
    }

    @Override
    public String getIconFileName() {
        return Jenkins.get().hasPermission(Jenkins.READ) ? "symbol-cube" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.BakeryRootAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
