package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.List;

/** Finds and removes what a dead bake left in an account. */
public interface LeftoverCatalog extends AutoCloseable {
    /**
     * Finds everything in a region that the traces of one bake lead to, without changing anything. Pages through every answer.
     *
     * @return in the order in which it must be removed, each with {@code removed} false
     */
    List<Leftover> find(Region region, BakeTraces traces);

    /**
     * Removes what {@link #find} found: instances first, waited for until they are terminated, then the rest.
     * What cannot be removed is in the answer with the reason; nothing is thrown for it.
     *
     * @param timeout for all of it
     */
    List<Leftover> remove(List<Leftover> leftovers, Duration timeout) throws InterruptedException;

    @Override
    void close();
}
