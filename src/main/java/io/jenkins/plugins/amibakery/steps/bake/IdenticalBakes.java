package io.jenkins.plugins.amibakery.steps.bake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which bakes run on this controller that others may reuse: of those that claim the same, one bakes. Safe for several threads.
 *
 * <p>Bakes claim the same when they have one key, their AMIs come to lie in one account of one cloud, and each may take the other's: they are
 * of one job, or of jobs that trust each other.
 */
final class IdenticalBakes {
    private static final IdenticalBakes ALL = none();

    private final Map<String, String> bakers = new LinkedHashMap<>();

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
     * What a bake claims.
     *
     * @param whose the job's identity, or the name of the folder whose jobs trust each other
     * @param key the bake key
     * @param account the account it works in; empty when nobody knows, and then it may be any
     * @param endpoint where that account is; null for AWS itself
     */
    public static String claim(String whose, String key, String account, String endpoint) {
        return whose + " " + key + (account.isEmpty() ? "" : " in " + account)
                + (endpoint == null ? "" : " at " + endpoint);
    }

    /**
     * Asks to bake.
     *
     * @param claim what it claims
     * @param id the bake
     * @return the id of the bake to wait for; empty when this bake is the one from now on, until it {@linkplain #leave leaves}
     */
    public synchronized Optional<String> enter(String claim, String id) {
        String first = bakers.putIfAbsent(claim, id);
        return Optional.ofNullable(first).filter(other -> !other.equals(id));
    }

    /** The id of the bake that claims this; empty when none does. */
    public synchronized Optional<String> baker(String claim) {
        return Optional.ofNullable(bakers.get(claim));
    }

    /** The bake is over, however it ended. */
    public synchronized void leave(String id) {
        bakers.values().removeIf(id::equals);
    }
}
