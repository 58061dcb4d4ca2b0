package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A deployment's report as maps, lists and texts; docs/schemas/deployment.json has the names. */
final class DeployTree {
    private DeployTree() {}

    static LinkedHashMap<String, Object> of(DeployReport report) {
        DeployReport.Run run = report.run();
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("action", run.action().word());
        tree.put("environment", run.environment());
        tree.put("ami", run.ami());
        tree.put("replacedAmi", run.replacedAmi());
        tree.put("outcome", Trees.word(report.outcome()));
        tree.put("runwayVersion", run.runwayVersion());
        tree.put("durationMillis", run.durationMillis());
        tree.put("stacks", Trees.list(report.stacks(), DeployTree::of));
        tree.put("failures", Trees.list(report.failures(), DeployTree::of));
        tree.put("locksReleased", Trees.list(report.locks().released(), DeployTree::of));
        tree.put("locksLeft", Trees.list(report.locks().left(), DeployTree::of));
        tree.put("unread", new ArrayList<>(report.unread()));
        tree.put("notes", new ArrayList<>(report.notes()));
        report.plan().ifPresent(plan -> tree.put("plan", plan.tree()));
        return tree;
    }

    private static Map<String, Object> of(DeployedStack stack) {
        StackVerdict verdict = stack.verdict();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("deployment", verdict.deployment());
        tree.put("module", verdict.module());
        tree.put("region", verdict.region());
        tree.put("stack", verdict.stack());
        tree.put("name", stack.name());
        tree.put("verdict", Trees.word(verdict.status()));
        tree.put("reason", verdict.reason());
        tree.put("firstFailure", verdict.firstFailure());
        tree.put("status", stack.status());
        tree.put("outputs", new LinkedHashMap<>(stack.outputs()));
        return tree;
    }

    private static Map<String, Object> of(DeployFailure failure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("where", failure.where());
        tree.put("cause", Trees.word(failure.cause()));
        tree.put("detail", failure.detail());
        tree.put("remedy", failure.cause().remedy());
        return tree;
    }

    private static Map<String, Object> of(GraphLock lock) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("region", lock.region());
        tree.put("bucket", lock.bucket());
        tree.put("key", lock.key());
        tree.put("code", lock.code());
        return tree;
    }
}
