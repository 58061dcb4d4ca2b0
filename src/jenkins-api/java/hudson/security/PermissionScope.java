package hudson.security;

/** What a permission can be given for. */
public final class PermissionScope {
    public static final PermissionScope ITEM = null;

    private PermissionScope() {}
}
