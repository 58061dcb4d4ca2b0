package io.jenkins.plugins.amibakery.config;

import java.nio.charset.StandardCharsets;
import jenkins.security.HMACConfidentialKey;

/**
 * The keys under which values of secret variables are digested for bake keys: one for each job, derived from one that Jenkins keeps encrypted
 * and that never leaves the controller. Equal secrets give equal bake keys in one job, and in no other; the agents of a job, which see its
 * secrets, get its key alone.
 */
public final class SecretDigests {
    private static final HMACConfidentialKey KEPT = new HMACConfidentialKey(SecretDigests.class, "secretVariables");

    private SecretDigests() {}

    /**
     * 32 bytes, the same ones as long as Jenkins keeps its secrets.
     *
     * @param job the job's {@linkplain io.jenkins.plugins.amibakery.trust.JobIdentity identity}, not its name
     */
    public static byte[] key(String job) {
        return KEPT.mac(("ami-bakery secret variables of job " + job).getBytes(StandardCharsets.UTF_8));
    }
}
