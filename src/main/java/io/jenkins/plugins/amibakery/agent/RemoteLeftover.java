package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.Serializable;

/**
 * A {@link Leftover} on its way.
 *
 * @param kind name of its kind
 * @param id its id or name
 * @param region its region's code
 * @param removed whether it is gone now
 * @param note why it is not; empty otherwise
 */
public record RemoteLeftover(String kind, String id, String region, boolean removed, String note)
        implements Serializable {
    static RemoteLeftover of(Leftover leftover) {
        return new RemoteLeftover(
                leftover.kind().name(), leftover.id(), leftover.region().code(), leftover.removed(), leftover.note());
    }

    /** @throws IllegalArgumentException when its kind or region is none */
    public Leftover leftover() {
        return new Leftover(Leftover.Kind.valueOf(kind), id, new Region(region), removed, note);
    }
}
