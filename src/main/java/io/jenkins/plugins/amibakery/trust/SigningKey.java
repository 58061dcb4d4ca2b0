package io.jenkins.plugins.amibakery.trust;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.security.ConfidentialKey;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The key with which this controller signs statements about AMIs. Jenkins keeps it encrypted below {@code JENKINS_HOME/secrets}, and it never
 * leaves the controller. Safe for several threads.
 */
@Restricted(NoExternalUse.class)
public final class SigningKey extends ConfidentialKey {
    private static final Logger LOG = Logger.getLogger(SigningKey.class.getName());
    private static final SigningKey KEPT = new SigningKey();

    private Signer signer;

    private SigningKey() {
        super(SigningKey.class.getName());
    }

    /** The key of this controller. */
    public static SigningKey get() {
        return KEPT;
    }

    /** So that its public half can be given away before anything is baked. */
    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void prepare() {
        try {
            KEPT.signer();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "No AMI is signed, so none can be reused", e);
        }
    }

    /**
     * Signs.
     *
     * @throws IOException with one line when the key cannot be kept, or what is kept is damaged; it is not replaced by itself
     */
    public synchronized Signer signer() throws IOException {
        if (signer == null) {
            byte[] kept = load();
            signer = kept == null ? keep(Signer.fresh()) : read(kept);
        }
        return signer;
    }

    private static Signer read(byte[] kept) throws IOException {
        try {
            return Signer.read(new String(kept, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage() + " Manage Jenkins, System, AMI Bakery replaces it.", e);
        }
    }

    private Signer keep(Signer fresh) throws IOException {
        store(fresh.keep().getBytes(StandardCharsets.US_ASCII));
        return fresh;
    }

    /**
     * Takes another key from now on. What the old one signed counts no longer, unless its public half is listed as trusted.
     *
     * @return the old one's public half; null when it was damaged
     */
    public synchronized VerifyingKey replace() throws IOException {
        VerifyingKey old;
        try {
            old = signer().verifyingKey();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The signing key that is replaced was damaged", e);
            old = null;
        }
        signer = keep(Signer.fresh());
        return old;
    }
}
