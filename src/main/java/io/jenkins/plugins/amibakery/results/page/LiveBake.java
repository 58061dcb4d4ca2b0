package io.jenkins.plugins.amibakery.results.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a page shows of a bake as long as it runs; never saved, and known anew after a restart. Safe for several threads. */
@Restricted(NoExternalUse.class)
public final class LiveBake {
    /** Builders are named by a log. */
    private static final int MOST_BUILDERS = 20;

    private final Map<String, Now> phases = new LinkedHashMap<>();
    private String awayAgent = "";
    private String waitsFor = "";

    /**
     * The phase in which a packer build is.
     *
     * @param phase its word
     * @param since in milliseconds since 1970
     */
    public record Now(String phase, long since) {}

    /**
     * A phase of a packer build begins.
     *
     * @param since in milliseconds since 1970
     */
    public synchronized void phase(String builder, String phase, long since) {
        if (phases.containsKey(builder) || phases.size() < MOST_BUILDERS) {
            phases.put(builder, new Now(phase, since));
        }
    }

    /** @param agent name of the node that cannot be reached; empty when it can be */
    public synchronized void away(String agent) {
        awayAgent = agent;
    }

    /** @param what it waits for before packer starts, in a few words; empty when it does not wait */
    public synchronized void waits(String what) {
        waitsFor = what;
    }

    /** What it waits for before packer starts; empty when it does not wait. */
    synchronized String waitsFor() {
        return waitsFor;
    }

    /** By builder, in the order they began. */
    synchronized Map<String, Now> phases() {
        return new LinkedHashMap<>(phases);
    }

    /** Name of the node that cannot be reached; empty when it can be. */
    synchronized String awayAgent() {
        return awayAgent;
    }
}
