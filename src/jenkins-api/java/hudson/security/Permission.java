package hudson.security;

import org.jvnet.localizer.Localizable;

/** A right that a user may have. */
public final class Permission {
    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {}
}
