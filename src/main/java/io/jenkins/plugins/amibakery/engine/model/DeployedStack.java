package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A stack after a run: what Runway said of it, and what CloudFormation has.
 *
 * @param verdict what Runway said
 * @param name its whole name, namespace included; empty when that is known to Runway alone
 * @param status CloudFormation's word, such as {@code UPDATE_COMPLETE}; empty when there is no such stack or nobody was asked
 * @param outputs by name; empty when there is no such stack or nobody was asked
 */
public record DeployedStack(StackVerdict verdict, String name, String status, Map<String, String> outputs)
        implements Serializable {
    /** CloudFormation takes no more outputs. */
    private static final int MOST = 200;

    /** @throws IllegalArgumentException with one line when it has more than CloudFormation takes */
    public DeployedStack {
        Limits.text("the name of a stack", name, Limits.PATH);
        Limits.text("the status of a stack", status, Limits.PATH);
        Limits.texts("the outputs of a stack", outputs, MOST, Limits.TEXT);
        outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    }

    /** The same without secrets. */
    public DeployedStack masked(UnaryOperator<String> mask) {
        Map<String, String> masked = new TreeMap<>();
        outputs.forEach((key, value) -> masked.put(key, mask.apply(value)));
        return new DeployedStack(verdict.masked(mask), name, status, masked);
    }
}
