package io.jenkins.plugins.amibakery.config;

import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The keys whose signatures count on this controller: its own, and those that its administrator trusts, earlier ones of its own among them. */
@Restricted(NoExternalUse.class)
public final class TrustedKeys {
    private static final Logger LOG = Logger.getLogger(TrustedKeys.class.getName());

    private TrustedKeys() {}

    /** A key of this controller that is damaged counts as none. */
    public static List<TrustedKey> all() {
        List<TrustedKey> keys = new ArrayList<>();
        try {
            keys.add(TrustedKey.own(SigningKey.get().signer().verifyingKey()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Nothing that this controller signed counts", e);
        }
        String trusted = AmiBakeryConfiguration.get().getTrustedKeys();
        if (trusted != null) {
            keys.addAll(TrustedKey.read(trusted));
        }
        return keys;
    }

    /** What they have signed, whatever for. */
    public static Verifier verifier() {
        return new Verifier(all().stream().map(TrustedKey::key).toList());
    }
}
