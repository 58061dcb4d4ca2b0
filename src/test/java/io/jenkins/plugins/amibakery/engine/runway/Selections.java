package io.jenkins.plugins.amibakery.engine.runway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Selections made without a runway.yml. */
public final class Selections {
    private Selections() {}

    /** A selection of nothing that can be looked up. */
    public static RunwaySelection nothing() {
        return new RunwaySelection(Path.of("."), "dev", Set.of(), List.of(), new Lookups(Map.of(), Map.of(), Map.of()));
    }
}
