package jenkins.plugins.git;

import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;

/** Where the git plugin finds branches. */
public abstract class AbstractGitSCMSource {
    private AbstractGitSCMSource() {}

    /** A commit. */
    public static class SCMRevisionImpl extends SCMRevision {
        public SCMRevisionImpl(SCMHead head, String hash) {
            super(head);
        }
    }
}
