package io.jenkins.plugins.amibakery.results.history;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Job;
import java.util.Objects;
import java.util.OptionalLong;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Who plans to bake again, as far as pages show it. A view {@code buttons.jelly} of an implementation, where there is one, becomes part
 * of the bar on a job's page of AMIs; it finds the job in the variable {@code job}. Nothing here may ask the cloud or take long.
 */
@Restricted(NoExternalUse.class)
public abstract class RebakePlan implements ExtensionPoint {
    /** When the job is looked at next, in milliseconds since 1970; null when it is not planned. */
    public abstract Long next(Job<?, ?> job);

    /** What a person should know of the plan, such as why it stopped, in one line; null for nothing. */
    public String note(Job<?, ?> job) {
        return null;
    }

    /** Since when it cannot look at the job's AMIs, in milliseconds since 1970; null when it can, or does not look. */
    public Long blindSince(Job<?, ?> job) {
        return null;
    }

    /** The first note of all plans; null for none. */
    public static String noteOf(Job<?, ?> job) {
        return all().stream()
                .map(plan -> plan.note(job))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The earliest moment since which a plan cannot look at the job's AMIs. */
    public static OptionalLong blindSinceOf(Job<?, ?> job) {
        return all().stream()
                .map(plan -> plan.blindSince(job))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .min();
    }

    public static ExtensionList<RebakePlan> all() {
        return ExtensionList.lookup(RebakePlan.class);
    }

    /** The soonest of all plans. */
    public static OptionalLong nextOf(Job<?, ?> job) {
        return all().stream()
                .map(plan -> plan.next(job))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .min();
    }
}
