package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.BakeOrigin;
import io.jenkins.plugins.amibakery.results.record.Status;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which bakes of a job to list.
 *
 * @param text what must occur in one of a bake's facts, such as an AMI's id or a reason; empty for any; case does not matter
 * @param recipe the recipe; empty for any
 * @param status {@code success}, {@code failure}, {@code cancelled}, {@code baked} or {@code reused}; empty for any
 */
@Restricted(NoExternalUse.class)
public record BakeFilter(String text, String recipe, String status) {
    public static final BakeFilter ALL = new BakeFilter("", "", "");

    public BakeFilter {
        text = Storable.orEmpty(text).strip();
        recipe = Storable.orEmpty(recipe);
        status = Storable.orEmpty(status);
    }

    boolean takes(BakeRow row) {
        return (recipe.isEmpty() || recipe.equals(row.getRecipe()))
                && (status.isEmpty() || takesStatus(row))
                && (text.isEmpty() || row.contains(text.toLowerCase(Locale.ROOT)));
    }

    private boolean takesStatus(BakeRow row) {
        return switch (status) {
            case BakeOrigin.REUSED -> row.isReused();
            case BakeOrigin.BAKED -> !row.isReused() && row.getOutcome().equals(Status.SUCCESS);
            default -> status.equals(row.getOutcome());
        };
    }
}
