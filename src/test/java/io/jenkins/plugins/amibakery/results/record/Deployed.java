package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
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
        record.setStacks(List.of(stack(region, StackVerdict.Status.COMPLETE)));
        record.ended(List.of(), false, started + 1);
        return record;
    }

    public static DeploymentRecord failed(String environment, String ami, long started) {
        DeploymentRecord record = running("d", DeployAction.DEPLOY, environment, ami, started);
        record.ended(List.of(FailureRecord.of("It broke.")), false, started + 1);
        return record;
    }

    public static StackRecord stack(String region, StackVerdict.Status verdict) {
        return stack(region, verdict, "img-mgr");
    }

    /** @param text what it is called, and all that is said of it */
    public static StackRecord stack(String region, StackVerdict.Status verdict, String text) {
        return StackRecord.of(new DeployedStack(
                new StackVerdict(text, text + ".cfn", region, text, verdict, text, "", ""),
                text + "-dev",
                "",
                Map.of("b", text, "a", "1")));
    }
}
