package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * A {@link PlanDigest} on its way, with the plan's text.
 *
 * @param environment the deploy environment
 * @param ami the AMI's id; empty for none
 * @param files the digest of the files
 * @param stacks the digest of each stack's part
 * @param gaps why it is not whole
 * @param texts the plan itself, by region; one without a name for what no region was told of
 */
public record RemotePlan(
        String environment,
        String ami,
        String files,
        TreeMap<String, String> stacks,
        ArrayList<String> gaps,
        TreeMap<String, String> texts)
        implements Serializable {

    static RemotePlan of(PlanDigest plan, TreeMap<String, String> texts) {
        return new RemotePlan(
                plan.environment(),
                plan.ami(),
                plan.files(),
                new TreeMap<>(plan.stacks()),
                new ArrayList<>(plan.gaps()),
                texts);
    }

    /** The digest itself. */
    public PlanDigest digest() {
        return new PlanDigest(environment, ami, files, stacks, gaps);
    }
}
