package io.jenkins.plugins.amibakery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Deployments for machines; docs/cli.md documents the fields, and they only ever grow. */
final class DeployJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnaryOperator<String> mask;

    private DeployJson(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /**
     * One line of JSON.
     *
     * @param mask takes secrets out of what programs and the cloud said
     */
    static String of(DeployResult result, Timings timings, UnaryOperator<String> mask) {
        return new DeployJson(mask).json(result, timings).toString();
    }

    private ObjectNode json(DeployResult result, Timings timings) {
        FinishedDeploy finished = result.finished();
        DeployReport report = finished.report();
        ObjectNode root = JSON.createObjectNode();
        root.put("action", report.action().word());
        root.put("environment", report.environment());
        root.put("ami", report.ami().map(AmiId::value).orElse(null));
        root.put("replacedAmi", result.replaced().map(AmiId::value).orElse(null));
        root.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
        root.put("runwayVersion", result.version());
        root.put("seconds", report.duration().toMillis() / 1000.0);
        ObjectNode laps = root.putObject("laps");
        timings.laps().forEach((name, lap) -> laps.put(name, lap.toMillis() / 1000.0));
        ArrayNode stacks = root.putArray("stacks");
        finished.stacks().forEach(stack -> put(stacks.addObject(), stack));
        ArrayNode failures = root.putArray("failures");
        report.failures()
                .forEach(failure -> failures.addObject()
                        .put("where", failure.where())
                        .put("cause", failure.cause().name().toLowerCase(Locale.ROOT))
                        .put("detail", mask.apply(failure.detail()))
                        .put("remedy", failure.cause().remedy()));
        put(root.putArray("locksReleased"), finished.released());
        put(root.putArray("locksLeft"), report.locksLeft());
        report.unread().forEach(root.putArray("unread")::add);
        ArrayNode notes = root.putArray("notes");
        finished.notes().forEach(note -> notes.add(mask.apply(note)));
        result.plan().ifPresent(plan -> put(root.putObject("plan"), plan));
        return root;
    }

    private void put(ObjectNode node, DeployedStack stack) {
        node.put("deployment", stack.verdict().deployment());
        node.put("module", stack.verdict().module());
        node.put("region", stack.verdict().region());
        node.put("stack", stack.verdict().stack());
        node.put("name", stack.name());
        node.put("verdict", stack.verdict().status().name().toLowerCase(Locale.ROOT));
        node.put("reason", mask.apply(stack.verdict().reason()));
        node.put("firstFailure", stack.verdict().firstFailure().map(mask).orElse(null));
        node.put("status", stack.status());
        ObjectNode outputs = node.putObject("outputs");
        stack.outputs().forEach((name, value) -> outputs.put(name, mask.apply(value)));
    }

    private static void put(ArrayNode array, List<GraphLock> locks) {
        locks.forEach(lock -> array.addObject()
                .put("region", lock.region())
                .put("bucket", lock.bucket())
                .put("key", lock.key())
                .put("code", lock.code()));
    }

    private static void put(ObjectNode node, PlanDigest plan) {
        node.put("whole", plan.isWhole());
        node.put("digest", plan.isWhole() ? plan.value() : null);
        plan.gaps().forEach(node.putArray("gaps")::add);
    }
}
