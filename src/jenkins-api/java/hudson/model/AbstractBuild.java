package hudson.model;

import java.util.Set;

/** A build of a freestyle-like job. */
public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild() {}

    public Set<String> getSensitiveBuildVariables() {
        return null;
    }
}
