package hudson.security;

import org.springframework.security.core.Authentication;

/** Something that not everybody may read or change. */
public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) {}

    default boolean hasPermission(Permission permission) {
        return false;
    }

    default boolean hasPermission2(Authentication authentication, Permission permission) {
        return false;
    }
}
