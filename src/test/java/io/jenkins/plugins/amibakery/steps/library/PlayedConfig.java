package io.jenkins.plugins.amibakery.steps.library;

import hudson.AbortException;
import java.util.Map;

/** The step {@code readBakeryConfig} for tests that play a Jenkinsfile. */
public final class PlayedConfig {
    private PlayedConfig() {}

    /** What the step returns. */
    public static Map<String, Object> read(String text, String file) throws AbortException {
        return ReadBakeryConfigStep.read(text, file);
    }
}
