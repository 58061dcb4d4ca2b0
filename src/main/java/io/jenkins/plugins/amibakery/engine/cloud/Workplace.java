package io.jenkins.plugins.amibakery.engine.cloud;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a use case works: this machine, a terminal's or an agent's.
 *
 * @param directory where the user's files are, absolute: the current directory, or a workspace
 * @param environment what programs find in their environment. May hold secrets
 * @param progress is told what is done at the moment
 */
public record Workplace(Path directory, Map<String, String> environment, Progress progress) {
    public Workplace {
        directory = directory.toAbsolutePath();
        environment = Map.copyOf(environment);
    }

    /** One where nobody wants to know what is done at the moment. */
    public Workplace(Path directory, Map<String, String> environment) {
        this(directory, environment, Progress.NONE);
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "Workplace[" + directory + "]";
    }
}
