package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.bake.BakeLines;
import io.jenkins.plugins.amibakery.engine.model.Audience;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.util.Map;
import java.util.Optional;

/**
 * A bake's report at a terminal; already masked.
 *
 * @param report of the bake, or of the AMIs that stand for it
 * @param decision whether AMIs were reused; empty when that was not asked for
 * @param key of the bake; empty when it could not be told, or packer made nothing
 */
record BakeOutput(BakeReport report, Optional<ReuseDecision> decision, Optional<BakeKey> key) {
    /** For people. */
    void print(Terminal terminal) {
        terminal.line("");
        Optional<ReuseDecision> reused = decision.filter(ReuseDecision::reused);
        terminal.show(reused.map(found -> BakeLines.reused(report, origin(found), "", Audience.TERMINAL))
                .orElseGet(() -> BakeLines.of(report, Audience.TERMINAL)));
        reused.ifPresent(found -> found.notes().forEach(note -> terminal.line("  " + note)));
    }

    private static String origin(ReuseDecision reused) {
        String who = reused.startedBy().isEmpty() ? "" : " by " + reused.startedBy();
        String when = reused.baked().map(baked -> " at " + baked).orElse("");
        return "bake " + reused.bakeId() + who + when;
    }

    /** For machines, one line of JSON: the report's tree, the key, whether AMIs were reused, and where the time went. */
    String json(Timings timings) {
        Map<String, Object> tree = report.tree();
        key.ifPresent(known -> tree.put("key", KeyJson.of(known)));
        decision.ifPresent(made -> tree.put("reuse", made.tree()));
        tree.put("lapMillis", timings.tree());
        return ReportJson.of(tree);
    }
}
