package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;

/** What a dead bake may leave. */
public final class Leftovers {
    private Leftovers() {}

    /** One that was removed, and one that could not be, for a reason with a message format's own characters in it. */
    public static List<Leftover> both() {
        Region region = new Region("us-west-2");
        return List.of(
                new Leftover(Leftover.Kind.INSTANCE, "i-0123", region, true, ""),
                new Leftover(Leftover.Kind.VOLUME, "vol-0123", region, false, "it's {0} used"));
    }
}
