package io.jenkins.plugins.amibakery.engine.cloud;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The images of one account, under one identity. Safe for several threads; every call can be repeated without harm.
 *
 * <p>Each method throws {@link io.jenkins.plugins.amibakery.engine.model.BakeFailedException} with one clear line when the
 * cloud refuses or cannot be reached, and {@link InterruptedException} is never swallowed.
 */
public interface ImageCatalog extends AutoCloseable {
    /** The images of these ids in a region that exist, in no particular order; ids unknown there are just missing. */
    List<Ami> describe(Region region, Collection<AmiId> ids);

    /**
     * The account's own images that carry a tag, whatever its value, and others with their values.
     *
     * @param tag the key of the tag
     * @param others values of further tags by their keys
     */
    List<Ami> tagged(Region region, String tag, Map<String, String> others);

    /**
     * Waits until each image is available or in a final state, as EC2 answers late about new things.
     *
     * @return all of them as last seen; an id that stayed unknown until the deadline is missing
     */
    List<Ami> await(Region region, Collection<AmiId> ids, Duration timeout) throws InterruptedException;

    /** Puts tags on images and on all their snapshots. */
    void tag(Region region, Collection<Ami> amis, Map<String, String> tags);

    /** Makes instances launched from an image demand token-only instance metadata (IMDSv2). */
    void requireImdsV2(Region region, AmiId id);

    @Override
    void close();
}
