package hudson.model;

import hudson.EnvVars;

/** Something that expands variables in itself. */
public interface EnvironmentSpecific<T extends EnvironmentSpecific<T>> {
    T forEnvironment(EnvVars envVars);
}
