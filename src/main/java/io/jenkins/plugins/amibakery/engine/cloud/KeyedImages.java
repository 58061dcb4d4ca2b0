package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;
import java.util.Optional;

/**
 * The account's own images by the tags of the bakery, whatever their state; those of others are never among them. Changes nothing.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when the
 * cloud refuses or cannot be reached.
 */
public interface KeyedImages {
    /** The images that carry a bake key, with the state of their snapshots; one call when there is none, else two. */
    List<KeyedAmi> withKey(Region region, String digest);

    /** The newest image of a recipe that is not being made or failed; one call. */
    Optional<Ami> newest(Region region, String recipe);
}
