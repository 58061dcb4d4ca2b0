package io.jenkins.plugins.amibakery.engine.rebake;

/** A job that is due to be looked at. */
public interface RebakeJob {
    /** What it has baked, read once in a round. */
    JobFacts facts();

    /** Asks source control; may take long. */
    SourceState source();

    /**
     * Takes the decision: writes it down, and has the job started when there is a reason. Called once in a round, not always by the
     * same thread.
     */
    void decided(Survey survey, RebakeDecision decision);
}
