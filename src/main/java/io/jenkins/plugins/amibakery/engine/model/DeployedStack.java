package io.jenkins.plugins.amibakery.engine.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stack after a run: what Runway said of it, and what CloudFormation has.
 *
 * @param verdict what Runway said
 * @param name its whole name, namespace included; empty when that is known to Runway alone
 * @param status CloudFormation's word, such as {@code UPDATE_COMPLETE}; empty when there is no such stack or nobody was asked
 * @param outputs by name; empty when there is no such stack or nobody was asked
 */
public record DeployedStack(StackVerdict verdict, String name, String status, Map<String, String> outputs) {
    public DeployedStack {
        outputs = Collections.unmodifiableMap(new TreeMap<>(outputs));
    }
}
