package hudson.security;

import org.jvnet.localizer.Localizable;

/** Permissions that are shown together. */
public final class PermissionGroup {
    @SuppressWarnings("rawtypes")
    public PermissionGroup(String id, Class owner, Localizable title) {}
}
