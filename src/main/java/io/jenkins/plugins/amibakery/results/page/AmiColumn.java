package io.jenkins.plugins.amibakery.results.page;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.amibakery.results.Messages;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of a list view: the current AMIs of the recipe that a job baked last. */
public final class AmiColumn extends ListViewColumn {
    @DataBoundConstructor
    public AmiColumn() {}

    /** The recipe a job baked last; null when it never baked, is no job, or may not be seen. */
    @Restricted(NoExternalUse.class)
    public RecipeView getRecipe(Item item) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return null;
        }
        List<RecipeView> recipes = RecipesView.of(job);
        return recipes.isEmpty() ? null : recipes.get(0);
    }

    @Override
    public String getColumnCaption() {
        return Messages.AmiColumn_caption();
    }

    /** Offers the column; it is up to the author of a view to add it. */
    @Extension
    @Symbol("ami")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AmiColumn_displayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
