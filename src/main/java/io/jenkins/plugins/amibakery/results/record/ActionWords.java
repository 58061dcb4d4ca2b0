package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.results.Messages;

/** What Runway is asked to do, in words for people. */
public final class ActionWords {
    public static final String DEPLOY = "deploy";
    static final String PLAN = "plan";
    public static final String DESTROY = "destroy";
    static final String INIT = "init";

    private ActionWords() {}

    /** @param action as it was saved; a word of a later version is its own */
    static String of(String action) {
        return switch (action) {
            case DEPLOY -> Messages.Action_deploy();
            case PLAN -> Messages.Action_plan();
            case DESTROY -> Messages.Action_destroy();
            case INIT -> Messages.Action_init();
            default -> action;
        };
    }

    /** Such as {@code Deploy to dev}. */
    public static String title(String action, String environment) {
        return switch (action) {
            case DEPLOY -> Messages.Title_deploy(environment);
            case PLAN -> Messages.Title_plan(environment);
            case DESTROY -> Messages.Title_destroy(environment);
            default -> Messages.Title_other(of(action), environment);
        };
    }

    public static String running(String action) {
        return switch (action) {
            case DEPLOY -> Messages.Deployment_deploying();
            case PLAN -> Messages.Deployment_planning();
            case DESTROY -> Messages.Deployment_destroying();
            default -> Messages.Bake_running();
        };
    }

    public static String done(String action) {
        return switch (action) {
            case DEPLOY -> Messages.Deployment_deployed();
            case PLAN -> Messages.Deployment_planned();
            case DESTROY -> Messages.Deployment_destroyed();
            default -> Messages.Deployment_done();
        };
    }
}
