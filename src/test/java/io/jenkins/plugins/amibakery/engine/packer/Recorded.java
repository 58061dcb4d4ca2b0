package io.jenkins.plugins.amibakery.engine.packer;

import io.jenkins.plugins.amibakery.engine.packer.log.PackerEvent;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerLog;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What real packers printed, kept beside these tests. */
public final class Recorded {
    private Recorded() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("No recording of the name " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    public static List<PackerEvent> events(String name) {
        return events(bytes(name));
    }

    public static List<PackerEvent> events(byte[] log) {
        List<PackerEvent> events = new ArrayList<>();
        PackerLog parser = new PackerLog(events::add);
        parser.feed(log, 0, log.length);
        parser.end();
        return events;
    }

    /** The run of a recording, each line arriving when packer wrote it. */
    public static PackerRun run(String name) {
        return replay(new PackerRun(), events(name + ".txt"));
    }

    public static PackerRun replay(PackerRun run, List<PackerEvent> events) {
        Instant now = Instant.EPOCH;
        for (PackerEvent event : events) {
            now = event instanceof PackerEvent.Say say ? say.at() : now;
            run.accept(event, now);
        }
        return run;
    }
}
