package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/** Adds variables to the environment of the steps in a block. */
public abstract class EnvironmentExpander implements Serializable {
    public EnvironmentExpander() {}

    public abstract void expand(EnvVars envVars) throws IOException, InterruptedException;

    public Set<String> getSensitiveVariables() {
        return null;
    }

    private static final long serialVersionUID = 1L;
}
