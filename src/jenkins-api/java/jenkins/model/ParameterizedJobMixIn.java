package jenkins.model;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.triggers.Trigger;

/** What jobs that can be built have in common. */
public abstract class ParameterizedJobMixIn {
    private ParameterizedJobMixIn() {}

    public static Queue.Item scheduleBuild2(Job<?, ?> job, int quietPeriod, Action... actions) {
        return null;
    }

    public static <T extends Trigger<?>> T getTrigger(Job<?, ?> job, Class<T> type) {
        return null;
    }
}
