package io.jenkins.plugins.amibakery.results.page;

import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Recipes as a table of a page: of one job, or of many with their jobs. */
@ExportedBean
@Restricted(NoExternalUse.class)
public abstract class RecipeTable {
    /** Where each recipe stands. */
    @Exported(inline = true)
    public abstract List<RecipeView> getRecipes();

    /** Whether all are of the job whose page it is. */
    public abstract boolean isOfOneJob();
}
