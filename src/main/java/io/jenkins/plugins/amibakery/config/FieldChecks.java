package io.jenkins.plugins.amibakery.config;

import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks of fields in the forms of jobs; they say nothing to those who may not configure the job. */
@Restricted(NoExternalUse.class)
public final class FieldChecks {
    private FieldChecks() {}

    /** @param item the job; null outside of one, where only an administrator may */
    public static boolean mayConfigure(Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** @param verdict tells it, or throws {@link IllegalArgumentException} with one line when the field cannot be right */
    public static FormValidation of(Item item, Supplier<FormValidation> verdict) {
        if (!mayConfigure(item)) {
            return FormValidation.ok();
        }
        try {
            return verdict.get();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** @param check throws {@link IllegalArgumentException} with one line when the field cannot be right */
    public static FormValidation passing(Item item, Runnable check) {
        return of(item, () -> {
            check.run();
            return FormValidation.ok();
        });
    }
}
