package jenkins.security;

/** A key that Jenkins keeps encrypted beside its configuration. */
public abstract class ConfidentialKey {
    protected ConfidentialKey(String id) {}
}
