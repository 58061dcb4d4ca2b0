package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A deployment as a Jenkinsfile sees it: maps, lists and texts, which a sandboxed script may read.
 *
 * <p>The keys are {@code environment}, {@code action}, {@code ami} (empty for none), {@code stacks} (a list of maps with {@code
 * name}, {@code module}, {@code region}, {@code status} and {@code outputs}) and {@code duration} in milliseconds; of a plan also
 * {@code digest} (empty unless it is whole), {@code whole} and {@code gaps}.
 */
final class DeployMaps {
    private DeployMaps() {}

    /** @param plan what was planned; null when nothing was */
    static LinkedHashMap<String, Object> of(
            DeployParameters parameters, List<DeployedStack> stacks, PlanDigest plan, long millis) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("environment", parameters.environment);
        map.put("action", parameters.action);
        map.put("ami", parameters.amiId() == null ? "" : parameters.amiId());
        ArrayList<LinkedHashMap<String, Object>> all = new ArrayList<>();
        stacks.forEach(stack -> all.add(of(stack)));
        map.put("stacks", all);
        map.put("duration", millis);
        if (plan != null) {
            map.put("digest", plan.isWhole() ? plan.value() : "");
            map.put("whole", plan.isWhole());
            map.put("gaps", new ArrayList<>(plan.gaps()));
        }
        return map;
    }

    private static LinkedHashMap<String, Object> of(DeployedStack stack) {
        LinkedHashMap<String, Object> map = new LinkedHashMap<>();
        map.put("name", stack.name().isEmpty() ? stack.verdict().stack() : stack.name());
        map.put("module", stack.verdict().module());
        map.put("region", stack.verdict().region());
        map.put("status", stack.status().isEmpty() ? stack.verdict().status().name() : stack.status());
        map.put("outputs", new LinkedHashMap<>(stack.outputs()));
        return map;
    }
}
