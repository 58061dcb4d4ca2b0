package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import java.util.List;
import java.util.Map;

/** Deployments to show. */
public final class Deployed {
    public static final String FIRST = "ami-0aaaaaaaaaaaaaaaa";
    public static final String SECOND = "ami-0bbbbbbbbbbbbbbbb";

    private Deployed() {}

    public static DeploymentRecord running(
            String id, DeployAction action, String environment, String ami, long started) {
        DeploymentRecord record = new DeploymentRecord(id, action, environment, started);
        record.setAmi(ami);
        return record;
    }

    public static DeploymentRecord done(String environment, String ami, String region, long started) {
        return done(DeployAction.DEPLOY, environment, ami, region, started);
    }

    public static DeploymentRecord done(
            DeployAction action, String environment, String ami, String region, long started) {
        DeploymentRecord record = running("d", action, environment, ami, started);
        record.setStacks(List.of(stack(region, "COMPLETE")));
        record.ended(List.of(), false, started + 1);
        return record;
    }

    public static DeploymentRecord failed(String environment, String ami, long started) {
        DeploymentRecord record = running("d", DeployAction.DEPLOY, environment, ami, started);
        record.ended(List.of("It broke."), false, started + 1);
        return record;
    }

    public static StackRecord stack(String region, String status) {
        return new StackRecord("img-mgr", "img-mgr.cfn", region, "img-mgr-dev", status, "", Map.of("b", "2", "a", "1"));
    }
}
