package hudson.security;

import org.springframework.security.core.Authentication;

/** Who may do what. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = null;

    public static ACLContext as2(Authentication authentication) {
        return null;
    }

    public final void checkPermission(Permission permission) {}

    public final boolean hasPermission(Permission permission) {
        return false;
    }
}
