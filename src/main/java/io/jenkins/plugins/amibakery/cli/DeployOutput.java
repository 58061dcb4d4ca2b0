package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.deploy.DeployLines;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A deployment's report at a terminal; already masked. */
final class DeployOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DeployOutput() {}

    /** For people. */
    static void print(DeployReport report, Terminal terminal) {
        terminal.line("");
        for (DeployLines.Line line : DeployLines.of(report, DeployLines.Audience.TERMINAL)) {
            switch (line.tone()) {
                case PLAIN -> terminal.line(line.text());
                case STRONG -> terminal.strong(line.text());
                case GOOD -> terminal.good(line.text());
                case BAD -> terminal.bad(line.text());
            }
        }
    }

    /** For machines, one line of JSON: the report's tree, and where the time went. */
    static String json(DeployReport report, Timings timings) {
        Map<String, Object> tree = report.tree();
        Map<String, Object> laps = new LinkedHashMap<>();
        timings.laps().forEach((name, lap) -> laps.put(name, lap.toMillis() / 1000.0));
        tree.put("laps", laps);
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps and texts can always be written.", e);
        }
    }
}
