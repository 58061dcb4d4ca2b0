package jenkins.security;

/** A key for keyed digests, which Jenkins makes when it is needed for the first time. */
public class HMACConfidentialKey extends ConfidentialKey {
    public HMACConfidentialKey(Class<?> owner, String name) {
        super(name);
    }

    public synchronized byte[] mac(byte[] message) {
        return new byte[0];
    }
}
