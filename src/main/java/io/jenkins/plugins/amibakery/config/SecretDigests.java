package io.jenkins.plugins.amibakery.config;

import java.nio.charset.StandardCharsets;
import jenkins.security.HMACConfidentialKey;

/**
 * The key under which values of secret variables are digested for bake keys. It is derived from one that Jenkins keeps encrypted, so
 * that equal secrets give equal bake keys in all jobs of this controller, and in no other.
 */
public final class SecretDigests {
    private static final HMACConfidentialKey KEPT = new HMACConfidentialKey(SecretDigests.class, "secretVariables");

    private SecretDigests() {}

    /** 32 bytes, the same ones as long as Jenkins keeps its secrets. */
    public static byte[] key() {
        return KEPT.mac("ami-bakery secret variables".getBytes(StandardCharsets.UTF_8));
    }
}
