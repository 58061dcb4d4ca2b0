package jenkins.scm.api;

/** A branch or the like. */
public class SCMHead {
    public SCMHead(String name) {}
}
