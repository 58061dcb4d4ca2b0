package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import io.jenkins.plugins.amibakery.results.history.Pager;
import io.jenkins.plugins.amibakery.results.history.Query;
import io.jenkins.plugins.amibakery.results.history.Slice;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A page of the recipes of many jobs, as a page and the remote API show it. Reads no history. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class RecipesView extends RecipeTable {
    static final int SIZE = 50;

    private static final Comparator<RecipeView> ORDER = Comparator.comparingInt(RecipeView::urgency)
            .thenComparing(RecipeView::getRecipe, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(RecipeView::getJob);

    private final String text;
    private final int total;
    private final int matching;
    private final Slice<RecipeView> slice;
    private final List<RecipeView> neverBaked;

    /**
     * @param jobs those that the user who asks may see
     * @param text what must occur in a recipe's facts; empty or null for any; case does not matter
     * @param number of the page, counted from 1; one beyond the last is the last
     */
    RecipesView(Iterable<? extends Job<?, ?>> jobs, String text, int number) {
        this.text = Storable.orEmpty(text).strip();
        String lower = this.text.toLowerCase(Locale.ROOT);
        List<RecipeView> all = StreamSupport.stream(jobs.spliterator(), false)
                .flatMap(job -> of(job).stream())
                .toList();
        List<RecipeView> found = all.stream()
                .filter(recipe -> lower.isEmpty() || recipe.contains(lower))
                .sorted(ORDER)
                .toList();
        total = all.size();
        matching = found.size();
        Map<Boolean, List<RecipeView>> baked = found.stream().collect(Collectors.partitioningBy(RecipeView::isBaked));
        neverBaked = baked.get(false);
        slice = Slice.of(baked.get(true), SIZE, number);
    }

    /** The recipes of one job, the one baked last first. */
    static List<RecipeView> of(Job<?, ?> job) {
        long now = System.currentTimeMillis();
        return BakeHistory.of(job).recipes().stream()
                .map(recipe -> new RecipeView(job, recipe, now))
                .toList();
    }

    /** Those whose current AMIs were baked on an AMI, of the jobs that the user who asks may see. */
    static List<RecipeView> on(String baseAmi) {
        return AmiBake.jobs()
                .flatMap(job -> of(job).stream())
                .filter(recipe -> recipe.isOn(baseAmi))
                .toList();
    }

    /** Problems first, and else in the order of their names. */
    @Override
    public List<RecipeView> getRecipes() {
        return slice.items();
    }

    /** Those that never made an AMI, on each page. */
    @Exported(inline = true)
    public List<RecipeView> getNeverBaked() {
        return neverBaked;
    }

    /** The same as a table. */
    public RecipeTable getNeverBakedTable() {
        return new NeverBaked(neverBaked);
    }

    @Override
    public boolean isOfOneJob() {
        return false;
    }

    /** Recipes that never made an AMI. */
    @Restricted(NoExternalUse.class)
    public static final class NeverBaked extends RecipeTable {
        private final List<RecipeView> recipes;

        NeverBaked(List<RecipeView> recipes) {
            this.recipes = recipes;
        }

        @Override
        public List<RecipeView> getRecipes() {
            return recipes;
        }

        @Override
        public boolean isOfOneJob() {
            return false;
        }
    }

    /** Counted from 1. */
    @Exported
    public int getPage() {
        return slice.page();
    }

    @Exported
    public int getPages() {
        return slice.pages();
    }

    /** How many recipes the search found. */
    @Exported
    public int getMatching() {
        return matching;
    }

    /** How many recipes there are. */
    @Exported
    public int getTotal() {
        return total;
    }

    /** Such as {@code 23 recipes}; null when the search found none. */
    public String getCounted() {
        return matching == 0 ? null : Messages.Recipes_count(matching);
    }

    public String getText() {
        return text;
    }

    public Pager getPager() {
        return new Pager(new Query().with("q", text), slice.page(), slice.pages());
    }
}
