package io.jenkins.plugins.amibakery.config;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The rights that are this plugin's own. */
@Restricted(NoExternalUse.class)
public final class BakeryPermission {
    public static final PermissionGroup GROUP =
            new PermissionGroup("AmiBakery", BakeryPermission.class, Messages._BakeryPermission_group());

    /**
     * To have a job bake, by its buttons: {@code AmiBakery/Bake}. Anyone who may build the job has it anyway; given alone it lets somebody bake
     * as the job is configured, with the default values of its parameters, and nothing else.
     */
    public static final Permission BAKE =
            new Permission(GROUP, "Bake", Messages._BakeryPermission_bake(), Item.BUILD, PermissionScope.ITEM);

    /** To have a plan deployed that its protected environment refuses: {@code AmiBakery/Override}. Administrators alone have it anyway. */
    public static final Permission OVERRIDE = new Permission(
            GROUP, "Override", Messages._BakeryPermission_override(), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private BakeryPermission() {}

    /** Has this class loaded, for a permission is known from then on: configuration as code grants it while Jenkins starts. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void register() {}
}
