package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.deploy.DeployLines;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import java.util.Map;

/** A deployment's report at a terminal; already masked. */
final class DeployOutput {
    private DeployOutput() {}

    /**
     * For people.
     *
     * @param deploy the command that deploys the same
     */
    static void print(DeployReport report, String deploy, Terminal terminal) {
        terminal.line("");
        terminal.show(DeployLines.atTerminal(report, deploy));
    }

    /** For machines, one line of JSON: the report's tree, and where the time went. */
    static String json(DeployReport report, Timings timings) {
        Map<String, Object> tree = report.tree();
        tree.put("lapMillis", timings.tree());
        return ReportJson.of(tree);
    }
}
