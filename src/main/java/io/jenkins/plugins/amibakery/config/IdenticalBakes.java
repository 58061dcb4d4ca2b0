package io.jenkins.plugins.amibakery.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which bakes run on this controller that others may reuse: of those with one key, one bakes. Safe for several threads. */
public final class IdenticalBakes {
    /**
     * A bake that others wait for.
     *
     * @param id its own id
     * @param who its build, for people
     */
    public record Baker(String id, String who) {}

    private static final IdenticalBakes ALL = none();

    private final Map<String, Baker> bakers = new LinkedHashMap<>();

    private IdenticalBakes() {}

    /** None at all; tests want some of their own. */
    static IdenticalBakes none() {
        return new IdenticalBakes();
    }

    /** Those of this controller. */
    public static IdenticalBakes all() {
        return ALL;
    }

    /**
     * Asks to bake.
     *
     * @param key the bake key
     * @return for whom to wait; empty when this bake is the one from now on, until it {@linkplain #leave leaves}
     */
    public synchronized Optional<Baker> enter(String key, Baker baker) {
        Baker first = bakers.putIfAbsent(key, baker);
        return Optional.ofNullable(first).filter(other -> !other.id().equals(baker.id()));
    }

    /** Who bakes a key; empty when nobody does. */
    public synchronized Optional<Baker> baker(String key) {
        return Optional.ofNullable(bakers.get(key));
    }

    /** The bake is over, however it ended. */
    public synchronized void leave(String id) {
        bakers.values().removeIf(baker -> baker.id().equals(id));
    }
}
