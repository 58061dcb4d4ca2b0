package io.jenkins.plugins.amibakery.config;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.engine.aws.access.KnownRegions;
import io.jenkins.plugins.amibakery.engine.model.Region;
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

    /** Checks a region: none, one that AWS has, and an expression of the build are fine; one that is only written like a region is doubted. */
    public static FormValidation region(Item item, String value) {
        return of(item, () -> value.contains("$") ? FormValidation.ok() : region(value));
    }

    /** @throws IllegalArgumentException with one line when it is not written like a region */
    static FormValidation region(String value) {
        String code = Settings.region(value);
        if (code == null) {
            return FormValidation.ok();
        }
        return KnownRegions.has(new Region(code))
                ? FormValidation.ok(Messages.FieldChecks_region())
                : FormValidation.warning(Messages.FieldChecks_unknownRegion(code));
    }

    /** @param check throws {@link IllegalArgumentException} with one line when the field cannot be right */
    public static FormValidation passing(Item item, Runnable check) {
        return of(item, () -> {
            check.run();
            return FormValidation.ok();
        });
    }
}
