package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** A job or a folder. */
public interface Item extends ModelObject, AccessControlled {
    Permission CONFIGURE = null;

    Permission READ = null;

    Permission EXTENDED_READ = null;

    Permission BUILD = null;

    Permission CANCEL = null;

    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getFullDisplayName();

    String getUrl();
}
