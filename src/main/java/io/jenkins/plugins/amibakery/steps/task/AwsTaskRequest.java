package io.jenkins.plugins.amibakery.steps.task;

import hudson.AbortException;
import io.jenkins.plugins.amibakery.engine.aws.access.AssumedRole;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** What a user said of anything that acts in AWS: as whom it acts. Saved, so it holds no secret. */
public interface AwsTaskRequest extends Serializable {
    /** What it is called in a sentence, such as {@code bake}. */
    String noun();

    /** Id of AWS credentials; null for the environment's. */
    String getCredentialsId();

    /** Name of a profile of the agent's AWS configuration; null for the environment's. */
    String getProfile();

    /** The role to assume. */
    Optional<AssumedRole> role(String sessionName);

    /** Where the files are from which it is done, relative to the directory of the step; empty for that directory. */
    default String sources() {
        return "";
    }

    /** Further variables, in clear. */
    default Map<String, String> furtherEnvironment() {
        return Map.of();
    }

    /** For each secret value, the environment variable that has it. */
    default Map<String, String> secretNames() {
        return Map.of();
    }

    /** The parameter by which {@link #secretNames} were given; empty where there can be none. */
    default String secretsField() {
        return "";
    }

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
