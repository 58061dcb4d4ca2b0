package io.jenkins.plugins.amibakery.trust;

import hudson.model.ModelObject;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The public half of this controller's key, on a page and, at {@code pem} below it, as a file; for anyone who may see the page it is part of. */
@Restricted(NoExternalUse.class)
public final class PublicKeyPage implements ModelObject {
    @Override
    public String getDisplayName() {
        return Messages.PublicKeyPage_displayName();
    }

    /** The first digits of its digest. */
    public String getKeyId() throws IOException {
        return key().id();
    }

    /** The key as a PEM block. */
    public String getText() throws IOException {
        return key().pem();
    }

    private static VerifyingKey key() throws IOException {
        return SigningKey.get().signer().verifyingKey();
    }
}
