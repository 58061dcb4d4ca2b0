package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;

/**
 * A volume snapshot that an image is backed by.
 *
 * @param id such as {@code snap-70c8ec788709b24df}
 * @param sizeGiB size of the volume it was taken of, in GiB; 0 when the cloud does not say
 */
public record Snapshot(String id, int sizeGiB) implements Serializable {
    private static final int LONGEST = 64;

    public Snapshot {
        Limits.text("the id of a snapshot", id, LONGEST);
        if (id == null || !id.startsWith("snap-")) {
            throw new IllegalArgumentException("Not a snapshot id: '" + id + "'; an id begins with snap-.");
        }
    }
}
