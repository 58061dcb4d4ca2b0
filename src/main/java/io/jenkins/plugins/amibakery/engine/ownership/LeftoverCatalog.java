package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.List;

/** Finds what a dead bake may have left in an account, and removes what is proved to be its own. */
public interface LeftoverCatalog extends AutoCloseable {
    /**
     * Looks at everything in a region that the traces of one bake lead to, without changing anything. Pages through every answer.
     * Being found proves nothing: {@link io.jenkins.plugins.amibakery.engine.ownership.Ownership} decides.
     */
    RegionFacts look(Region region, BakeTraces traces);

    /**
     * Removes: instances first, waited for until they are terminated, then the rest in the order of its kinds. What cannot be
     * removed is in the answer with the reason; nothing is thrown for it.
     *
     * @param proved what is proved to be the bake's
     * @param timeout for all of it
     */
    List<Leftover> remove(List<Leftover> proved, Duration timeout) throws InterruptedException;

    @Override
    void close();
}
