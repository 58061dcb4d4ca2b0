package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;
import java.util.Collection;

/** Looks at one thing of a bake while it is there. Each look is one describe call, and fails without a word. */
public interface Sight {
    /** What to look at. */
    enum At {
        /** An instance right after its launch: its birth, and which volumes it has. */
        INSTANCE,
        /** The volumes of an instance that is about to become an image: when each was created. */
        VOLUMES,
        /** An image of which copies will be made: packer deregisters it before them when it is cancelled. */
        IMAGE
    }

    /**
     * A look that is due.
     *
     * @param at what to look at
     * @param id the instance's or the image's id
     */
    record Due(At at, String id) implements Serializable {
        public Due {
            if (!id.matches("(i|ami)-[0-9a-f]{8,17}")) {
                throw new IllegalArgumentException("'" + id + "' is the id of neither an instance nor an image.");
            }
        }
    }

    /**
     * Looks.
     *
     * @param regions where it may be; asked in turn until it is found
     */
    Sightings look(Due due, Collection<Region> regions);
}
