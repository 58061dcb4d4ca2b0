package jenkins.security;

import java.io.IOException;

/** A key that Jenkins keeps encrypted beside its configuration. */
public abstract class ConfidentialKey {
    protected ConfidentialKey(String id) {}

    protected byte[] load() throws IOException {
        return null;
    }

    protected void store(byte[] payload) throws IOException {}
}
