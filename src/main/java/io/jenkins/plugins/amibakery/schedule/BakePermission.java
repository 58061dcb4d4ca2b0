package io.jenkins.plugins.amibakery.schedule;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The right to have a job bake, by its buttons: {@code AmiBakery/Bake}. Anyone who may build the job has it anyway; given alone it lets
 * somebody bake as the job is configured, with the default values of its parameters, and nothing else.
 */
@Restricted(NoExternalUse.class)
public final class BakePermission {
    public static final PermissionGroup GROUP =
            new PermissionGroup("AmiBakery", BakePermission.class, Messages._BakePermission_group());

    public static final Permission BAKE =
            new Permission(GROUP, "Bake", Messages._BakePermission_bake(), Item.BUILD, PermissionScope.ITEM);

    private BakePermission() {}

    /** Has this class loaded, for a permission is known from then on: configuration as code grants it while Jenkins starts. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {}
}
