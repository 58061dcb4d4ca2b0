package io.jenkins.plugins.amibakery.results.page;

import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.verb.GET;

/**
 * An AMI by its id alone, at {@code ami-bakery/ami/ID/} under Jenkins: leads to its page below the job that baked it. Of an AMI that no job
 * baked which the user who asks may see, it shows where it is deployed and what is baked on it.
 */
@Restricted(NoExternalUse.class)
public final class AmiLookup implements ModelObject {
    private final String id;

    AmiLookup(String id) {
        this.id = id;
    }

    /** From Jenkins' own address on. */
    static String page(String id) {
        return BakeryRootAction.URL + "/ami/" + id + "/";
    }

    /** To the page that has it. */
    @GET
    public HttpResponse doIndex() {
        Jenkins.get().checkPermission(Jenkins.READ);
        return AmiBake.of(id)
                .<HttpResponse>map(found -> HttpResponses.redirectViaContextPath(AmiPage.address(found.job(), id)))
                .orElseGet(() -> HttpResponses.forwardToView(this, "unknown"));
    }

    @Override
    public String getDisplayName() {
        return id;
    }

    /** The recipes whose current AMIs were baked on it; none when it is no base AMI that is known. */
    public List<RecipeView> getRecipes() {
        return RecipesView.on(id);
    }

    public List<AmiUsage> getUsages() {
        return AmiUsage.of(id, AmiUsage.all());
    }
}
