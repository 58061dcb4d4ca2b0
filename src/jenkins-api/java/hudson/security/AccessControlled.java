package hudson.security;

/** Something that not everybody may read or change. */
public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) {}

    default boolean hasPermission(Permission permission) {
        return false;
    }
}
