package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayOutput;
import io.jenkins.plugins.amibakery.engine.runway.RunwayRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** Reads a log; one that is not there tells nothing. */
    static RunwayRecord read(Path log) throws IOException {
        RunwayRun run = new RunwayRun();
        TreeMap<String, String> texts = new TreeMap<>();
        RunwayOutput output = new RunwayOutput(event -> {
            run.accept(event);
            if (event instanceof RunwayEvent.Planned planned) {
                add(planned, texts);
            }
        });
        byte[] some = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(log)) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                output.feed(some, 0, read);
            }
        } catch (NoSuchFileException e) {
            // Runway was never started, or its machine lost the file.
        }
        output.end();
        return new RunwayRecord(run.facts(), texts);
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
