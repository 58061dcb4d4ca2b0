package io.jenkins.plugins.amibakery.results;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import java.util.List;
import java.util.Map;

/** Deployments to show. */
final class Deployed {
    static final String FIRST = "ami-0aaaaaaaaaaaaaaaa";
    static final String SECOND = "ami-0bbbbbbbbbbbbbbbb";

    private Deployed() {}

    static DeploymentRecord running(String id, DeployAction action, String environment, String ami, long started) {
        DeploymentRecord record = new DeploymentRecord(id, action, environment, started);
        record.setAmi(ami);
        return record;
    }

    static DeploymentRecord done(String environment, String ami, String region, long started) {
        return done(DeployAction.DEPLOY, environment, ami, region, started);
    }

    static DeploymentRecord done(DeployAction action, String environment, String ami, String region, long started) {
        DeploymentRecord record = running("d", action, environment, ami, started);
        record.setStacks(List.of(stack(region, "COMPLETE")));
        record.ended(List.of(), false, started + 1);
        return record;
    }

    static DeploymentRecord failed(String environment, String ami, long started) {
        DeploymentRecord record = running("d", DeployAction.DEPLOY, environment, ami, started);
        record.ended(List.of("It broke."), false, started + 1);
        return record;
    }

    static StackRecord stack(String region, String status) {
        return new StackRecord("img-mgr", "img-mgr.cfn", region, "img-mgr-dev", status, "", Map.of("b", "2", "a", "1"));
    }
}
