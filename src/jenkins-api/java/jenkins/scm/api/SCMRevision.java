package jenkins.scm.api;

/** A state of source control. */
public abstract class SCMRevision {
    protected SCMRevision(SCMHead head) {}
}
