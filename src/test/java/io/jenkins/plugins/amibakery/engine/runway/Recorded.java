package io.jenkins.plugins.amibakery.engine.runway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Recorded output of Runway, read as the bakery reads it. */
public final class Recorded {
    private Recorded() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name + ".txt"), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<RunwayEvent> events(String name, int chunk) {
        List<RunwayEvent> events = new ArrayList<>();
        RunwayOutput output = new RunwayOutput(events::add);
        byte[] bytes = bytes(name);
        for (int i = 0; i < bytes.length; i += chunk) {
            output.feed(bytes, i, Math.min(chunk, bytes.length - i));
        }
        output.end();
        return events;
    }

    /** The facts of a recording. */
    public static RunwayFacts facts(String name) {
        RunwayRun run = new RunwayRun();
        events(name, 8192).forEach(run);
        return run.facts();
    }

    /** All that a recording tells. */
    public static RunwayLog log(String name) {
        RunwayLog log = new RunwayLog();
        events(name, 8192).forEach(log);
        return log;
    }
}
