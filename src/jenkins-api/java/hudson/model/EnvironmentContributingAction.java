package hudson.model;

import hudson.EnvVars;

/** An action that adds variables to the environment of its build. */
public interface EnvironmentContributingAction extends Action {
    default void buildEnvironment(Run<?, ?> run, EnvVars envVars) {}
}
