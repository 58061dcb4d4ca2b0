package io.jenkins.plugins.amibakery.steps.work;

import hudson.AbortException;
import io.jenkins.plugins.amibakery.engine.aws.AssumedRole;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** What a user said of a piece of work, as far as all work has it in common. Saved, so it holds no secret. */
public interface WorkOrder extends Serializable {
    /** The work itself, from wherever its state stands. */
    Work work(WorkState state, Site site);

    /** What it is called in a sentence, such as {@code bake}. */
    String noun();

    /** The program it runs, for people, such as {@code packer}. */
    String programName();

    /** Id of AWS credentials; null for the environment's. */
    String getCredentialsId();

    /** Name of a profile of the agent's AWS configuration; null for the environment's. */
    String getProfile();

    /** The role to assume. */
    Optional<AssumedRole> role(String sessionName);

    /** Further variables for the program, in clear. */
    Map<String, String> furtherEnvironment();

    /** For each secret value, the environment variable that has it. */
    Map<String, String> secretNames();

    /** The parameter by which {@link #secretNames} were given. */
    String secretsField();

    /** How long the program may clean up after an abort, in seconds. */
    int graceSeconds();

    /** @throws IllegalArgumentException with one clear line when something cannot be right whatever the agent says */
    void check();

    /** The same for a build, which ends with the line alone. */
    default void checkForBuild() throws AbortException {
        try {
            check();
        } catch (IllegalArgumentException e) {
            throw (AbortException) new AbortException(e.getMessage()).initCause(e);
        }
    }
}
