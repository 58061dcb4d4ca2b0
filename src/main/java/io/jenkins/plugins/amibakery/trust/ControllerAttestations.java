package io.jenkins.plugins.amibakery.trust;

import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import java.io.File;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What this controller has attested of AMIs, below {@code JENKINS_HOME/ami-bakery-store}; it outlives builds and jobs. */
@Restricted(NoExternalUse.class)
public final class ControllerAttestations {
    private ControllerAttestations() {}

    public static Attestations get() {
        return new Attestations(new FileStore(new File(Jenkins.get().getRootDir(), "ami-bakery-store").toPath()));
    }
}
