package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;

/**
 * An AMI that a bake made.
 *
 * @param region where it lies
 * @param id which it is
 */
public record AmiRef(Region region, AmiId id) implements Serializable {
    @Override
    public String toString() {
        return id + " in " + region;
    }
}
