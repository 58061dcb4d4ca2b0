package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.model.AmiState;
import java.util.List;

/** How well a recipe is, by what was last seen of it. */
public enum RecipeHealth {
    /** Its current AMIs are available, and its newest bake made or reused them. */
    GOOD,
    /** Nobody has looked at one of its current AMIs. */
    UNCHECKED,
    /** Its current AMIs are good, but its newest bake failed. */
    FAILING,
    /** One of its current AMIs is gone, disabled, deprecated or revoked. */
    UNUSABLE,
    /** It never made an AMI. */
    NONE;

    /** A state besides EC2's own words: new bakes should not use it any more. */
    public static final String DEPRECATED = "deprecated";

    /** A state besides EC2's own words: nobody should use it any more. */
    public static final String REVOKED = "revoked";

    public static RecipeHealth of(RecipeState recipe) {
        if (recipe.getCurrent() == null) {
            return NONE;
        }
        List<AmiSighting> amis = recipe.getCurrent().getAmis();
        if (amis.stream().anyMatch(RecipeHealth::isUnusable)) {
            return UNUSABLE;
        }
        if (recipe.getFailures() > 0) {
            return FAILING;
        }
        return amis.stream().allMatch(ami -> AmiState.of(ami.getState()) == AmiState.AVAILABLE) ? GOOD : UNCHECKED;
    }

    private static boolean isUnusable(AmiSighting ami) {
        return ami.getState().equals(DEPRECATED)
                || ami.getState().equals(REVOKED)
                || switch (AmiState.of(ami.getState())) {
                    case INVALID, FAILED, ERROR, DEREGISTERED, DISABLED -> true;
                    case PENDING, TRANSIENT, AVAILABLE, UNKNOWN -> false;
                };
    }
}
