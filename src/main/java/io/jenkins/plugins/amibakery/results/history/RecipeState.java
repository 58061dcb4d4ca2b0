package io.jenkins.plugins.amibakery.results.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where one recipe of a job stands: all that a list of recipes needs, so that it reads no history. Saved. */
@Restricted(NoExternalUse.class)
public final class RecipeState {
    /** A job whose recipes are named after builds must not fill the memory. */
    static final int MOST = 100;

    private String recipe;

    /** Its newest bake, however it ended. */
    private BakeRow last;

    /** The newest bake that ended well with AMIs; null when there is none. */
    private BakeRow current;

    private int failures;

    /** When the current AMIs were baked, in milliseconds since 1970; 0 when there are none. */
    private long baked;

    private RecipeState(List<BakeRow> rows) {
        last = rows.get(0);
        recipe = last.getRecipe();
        current = rows.stream().filter(BakeRow::isGood).findFirst().orElse(null);
        baked = current == null ? 0 : baked(rows);
        failures = (int) rows.stream().takeWhile(BakeRow::isFailure).count();
    }

    /**
     * The recipes of a job, the one baked last first; at most {@link #MOST}.
     *
     * @param rows all bakes of the job, the newest first
     */
    static ArrayList<RecipeState> of(List<BakeRow> rows) {
        Map<String, List<BakeRow>> recipes = rows.stream()
                .collect(Collectors.groupingBy(BakeRow::getRecipe, LinkedHashMap::new, Collectors.toList()));
        return recipes.values().stream()
                .limit(MOST)
                .map(RecipeState::new)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Bakes that reused AMIs have those of the bake before. */
    private long baked(List<BakeRow> rows) {
        return rows.stream()
                .filter(row -> row.isGood() && !row.isReused() && row.hasAmisOf(current))
                .findFirst()
                .orElse(current)
                .getBegan();
    }

    public String getRecipe() {
        return recipe;
    }

    /** Its newest bake, however it ended. */
    public BakeRow getLast() {
        return last;
    }

    /** The newest bake that ended well with AMIs; null when there is none. */
    public BakeRow getCurrent() {
        return current;
    }

    /** When the current AMIs were baked, in milliseconds since 1970; 0 when there are none. */
    public long getBaked() {
        return baked;
    }

    /** How many of its newest bakes failed one after the other. */
    public int getFailures() {
        return failures;
    }

    boolean isWhole() {
        return recipe != null && last != null;
    }
}
