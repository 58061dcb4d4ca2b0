package hudson.scm;

/** Where a job has its sources. */
public abstract class SCM {
    protected SCM() {}
}
