package io.jenkins.plugins.amibakery.steps.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps deployments that work on the same things of one environment apart on this controller: first come, first served. Plans
 * change nothing, so they hold up no other plan. Safe for several threads.
 */
final class DeploymentQueue {
    /**
     * What a deployment claims.
     *
     * @param id its own id
     * @param who its build, for people
     * @param environment Runway's deploy environment
     * @param things what it works on, in any words that are equal for equal things
     * @param shared whether others that only look may do so at the same time
     */
    public record Claim(String id, String who, String environment, Set<String> things, boolean shared) {
        public Claim {
            things = Set.copyOf(things);
        }

        private boolean excludes(Claim other) {
            return !(shared && other.shared)
                    && environment.equals(other.environment)
                    && things.stream().anyMatch(other.things::contains);
        }
    }

    private static final DeploymentQueue ALL = free();

    private final Map<String, Claim> held = new LinkedHashMap<>();
    private final Map<String, Claim> waiting = new LinkedHashMap<>();

    private DeploymentQueue() {}

    /** Some that nobody holds. */
    static DeploymentQueue free() {
        return new DeploymentQueue();
    }

    /** Those of this controller. */
    public static DeploymentQueue all() {
        return ALL;
    }

    /**
     * Asks to go ahead. Anyone who is told to wait keeps a place in the queue and asks again, or {@linkplain #leave leaves}.
     *
     * @return for whom to wait; empty when the claim holds from now on
     */
    public synchronized Optional<Claim> enter(Claim claim) {
        if (held.containsKey(claim.id())) {
            return Optional.empty();
        }
        waiting.putIfAbsent(claim.id(), claim);
        Optional<Claim> before = held.values().stream().filter(claim::excludes).findFirst();
        if (before.isEmpty()) {
            before = waiting.values().stream()
                    .takeWhile(other -> !other.id().equals(claim.id()))
                    .filter(claim::excludes)
                    .findFirst();
        }
        if (before.isEmpty()) {
            hold(claim);
        }
        return before;
    }

    /** The claim holds already, no matter who else has one. */
    public synchronized void hold(Claim claim) {
        waiting.remove(claim.id());
        held.put(claim.id(), claim);
    }

    /** The deployment is over, or waits no more. */
    public synchronized void leave(String id) {
        waiting.remove(id);
        held.remove(id);
    }
}
