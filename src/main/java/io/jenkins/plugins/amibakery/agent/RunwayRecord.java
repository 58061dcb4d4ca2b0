package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayOutput;
import io.jenkins.plugins.amibakery.engine.runway.RunwayRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run's log tells when it is over.
 *
 * @param facts what happened
 * @param planTexts what was planned, by region
 */
record RunwayRecord(RunwayFacts facts, TreeMap<String, String> planTexts) {
    /** No more of a region's plan goes to a page. */
    private static final int LONGEST_PLAN = 200_000;

    /** Reads the log in a control directory; one that is not there tells nothing. */
    static RunwayRecord read(Path control) throws IOException {
        RunwayRun run = new RunwayRun();
        TreeMap<String, String> texts = new TreeMap<>();
        RunwayOutput output = new RunwayOutput(event -> {
            run.accept(event);
            if (event instanceof RunwayEvent.Planned planned) {
                add(planned, texts);
            }
        });
        byte[] some = new byte[1 << 16];
        // None there when Runway was never started, or its machine lost the file.
        Optional<ControlDirectory> opened = ControlDirectory.open(control);
        if (opened.isPresent()) {
            try (ControlDirectory directory = opened.get()) {
                feed(output, directory, some);
            }
        }
        output.end();
        return new RunwayRecord(run.facts(), texts);
    }

    private static void feed(RunwayOutput output, ControlDirectory directory, byte[] some) throws IOException {
        Optional<SeekableByteChannel> log = directory.file(ControlFiles.LOG);
        if (log.isPresent()) {
            try (InputStream in = Channels.newInputStream(log.get())) {
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    output.feed(some, 0, read);
                }
            }
        }
    }

    private static void add(RunwayEvent.Planned planned, TreeMap<String, String> texts) {
        String region = planned.at().region();
        String before = texts.getOrDefault(region, "");
        String text = before + planned.fullName() + "\n" + planned.text().strip() + "\n\n";
        if (before.length() < LONGEST_PLAN) {
            texts.put(region, text.substring(0, Math.min(text.length(), LONGEST_PLAN)));
        }
    }
}
