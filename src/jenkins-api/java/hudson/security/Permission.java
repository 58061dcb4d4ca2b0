package hudson.security;

/** A right that a user may have. */
public final class Permission {
    private Permission() {}
}
