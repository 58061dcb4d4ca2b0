package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeFilter;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.BakesPage;
import io.jenkins.plugins.amibakery.results.history.Pager;
import io.jenkins.plugins.amibakery.results.history.Query;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A page of a job's bakes, as a page and the remote API show it. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class HistoryView extends RecipeTable {
    private final Job<?, ?> job;
    private final BakeFilter filter;
    private final Query query;
    private final BakesPage page;
    private final List<RecipeView> recipes;

    /** @param number of the page, counted from 1 */
    HistoryView(Job<?, ?> job, BakeFilter filter, int number) {
        this.job = job;
        this.filter = filter;
        query = new Query()
                .with("q", filter.text())
                .with("recipe", filter.recipe())
                .with("status", filter.status());
        page = BakeHistory.of(job).entries(filter, number);
        recipes = RecipesView.of(job);
    }

    /** The newest first. */
    @Exported(inline = true)
    public List<BakeEntry> getBakes() {
        return page.entries();
    }

    public List<BakeRowView> getRows() {
        return page.entries().stream().map(entry -> new BakeRowView(job, entry)).toList();
    }

    /** Counted from 1. */
    @Exported
    public int getPage() {
        return page.page();
    }

    @Exported
    public int getPages() {
        return page.pages();
    }

    /** How many bakes the filter takes. */
    @Exported
    public int getMatching() {
        return page.matching();
    }

    /** How many bakes there are. */
    @Exported
    public int getTotal() {
        return page.total();
    }

    /** Such as {@code 3 bakes}; null when there are none. */
    public String getCounted() {
        return getTotal() == 0 ? null : Messages.History_count(getTotal());
    }

    @Override
    public List<RecipeView> getRecipes() {
        return recipes;
    }

    @Override
    public boolean isOfOneJob() {
        return true;
    }

    /** Of the newest bakes of the recipe that is asked for, or of the only one, so that nothing more is read; null when they do not tell much. */
    public TrendView getTrend() {
        boolean ofOneRecipe = recipes.size() == 1 || !filter.recipe().isEmpty();
        boolean newest =
                page.page() == 1 && filter.text().isEmpty() && filter.status().isEmpty();
        TrendView trend = new TrendView(job, page.entries());
        return ofOneRecipe && newest && trend.isTelling() ? trend : null;
    }

    /** Whether the recipes are shown: with the newest of all bakes. */
    public boolean isStart() {
        return query.isEmpty() && page.page() == 1;
    }

    public boolean isFiltered() {
        return !query.isEmpty();
    }

    public String getText() {
        return filter.text();
    }

    public String getRecipe() {
        return filter.recipe();
    }

    public String getStatus() {
        return filter.status();
    }

    public Pager getPager() {
        return new Pager(query, page.page(), page.pages());
    }
}
