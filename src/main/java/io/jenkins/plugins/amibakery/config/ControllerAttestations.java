package io.jenkins.plugins.amibakery.config;

import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.File;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What is attested of AMIs: below {@code JENKINS_HOME/ami-bakery-store}, which outlives builds and jobs, or in the {@link SharedStore}.
 */
@Restricted(NoExternalUse.class)
public final class ControllerAttestations {
    private ControllerAttestations() {}

    /** What is done with them. */
    public interface Work<T> {
        T with(Attestations kept) throws IOException;
    }

    /** What is done with the store that they are in. */
    public interface Place<T> {
        T with(Store store) throws IOException;
    }

    /**
     * Does something with them. May take seconds, so it is not for pages.
     *
     * @throws IOException with one line also when the shared store's credentials cannot be used
     */
    public static <T> T ask(Work<T> work) throws IOException {
        return within(store -> work.with(new Attestations(store)));
    }

    /** The same with the store that they are in, where more is kept. */
    public static <T> T within(Place<T> work) throws IOException {
        try (Store store = SharedStore.get().open(own())) {
            return work.with(store);
        } catch (BakeFailedException e) {
            throw new IOException(e.failure().detail(), e);
        }
    }

    /** Those that this controller has read or written, for a page, which waits for nobody. */
    public static Attestations seen() {
        return new Attestations(own());
    }

    /** Who attests here: the address of this Jenkins; {@code jenkins:} when it has none. */
    public static String builder() {
        String url = Jenkins.get().getRootUrl();
        return url == null ? "jenkins:" : url;
    }

    private static Store own() {
        return new FileStore(new File(Jenkins.get().getRootDir(), "ami-bakery-store").toPath());
    }
}
