package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.Region;

/** The regions that AWS had when its SDK was made; it opens new ones. */
public final class KnownRegions {
    private KnownRegions() {}

    /** Whether it was there. */
    public static boolean has(Region region) {
        return software.amazon.awssdk.regions.Region.regions().stream()
                .anyMatch(known -> !known.isGlobalRegion() && known.id().equals(region.code()));
    }
}
