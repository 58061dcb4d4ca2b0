package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.model.Limits;
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
    private static final int MOST = 2_000;

    private static final int MOST_REGIONS = 50;

    private static final int LONGEST = 200_000;

    /** So many files are named at most, each by its path. */
    private static final int FILES = 1 << 23;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public RemotePlan {
        Limits.text("the environment of a plan", environment, Limits.PATH);
        Limits.text("the AMI of a plan", ami, Limits.AMI_NAME);
        Limits.text("the digest of a plan's files", files, FILES);
        Limits.texts("the stacks of a plan", stacks, MOST, Limits.PATH);
        Limits.texts("the gaps of a plan", gaps, MOST, Limits.TEXT);
        Limits.texts("the regions of a plan", texts, MOST_REGIONS, LONGEST);
    }

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
