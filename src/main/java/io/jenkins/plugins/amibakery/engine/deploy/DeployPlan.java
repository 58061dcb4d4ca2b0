package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to be run for a deployment, and what is known before it runs. Never saved: its environment may hold secrets.
 *
 * @param directory where Runway runs
 * @param words Runway and its arguments
 * @param environment what to set for it over the variables of the process that runs it
 * @param scope what it will work on
 * @param runwayVersion which Runway it is, such as {@code 2.8.4}
 * @param files what {@link io.jenkins.plugins.amibakery.engine.runway.PlanFiles} tells of the files a plan is made from, taken before
 *     Runway reads them; empty unless it is a plan or a deployment
 * @param unknown what is not known of the AMI that was given, a sentence; empty for nothing
 */
public record DeployPlan(
        String directory,
        List<String> words,
        Map<String, String> environment,
        DeployScope scope,
        String runwayVersion,
        String files,
        String unknown)
        implements Serializable {
    private static final int MOST = 10_000;

    /** Linux takes no longer word. */
    private static final int LONGEST = 1 << 17;

    /** So many files are named at most, each by its path. */
    private static final int FILES = 1 << 23;

    /** @throws IllegalArgumentException with one line when it is larger than a machine takes it */
    public DeployPlan {
        Limits.text("a directory", directory, Limits.PATH);
        Limits.texts("the words of a command", words, MOST, LONGEST);
        Limits.texts("the variables of a command", environment, MOST, LONGEST);
        Limits.text("the version of Runway", runwayVersion, Limits.BUILD_NAME);
        Limits.text("the digest of a plan's files", files, FILES);
        Limits.text("what is not known of an AMI", unknown, Limits.TEXT);
        words = List.copyOf(words);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** The same with more variables for Runway, such as those of an identity. */
    public DeployPlan with(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(environment);
        all.putAll(variables);
        return new DeployPlan(directory, words, all, scope, runwayVersion, files, unknown);
    }

    /** The same with what {@link GivenAmi} does not know. */
    DeployPlan unknown(String what) {
        return new DeployPlan(directory, words, environment, scope, runwayVersion, files, what);
    }

    /** Runway itself; its standard input has to be empty. */
    public CommandLine command() {
        return new CommandLine(words, environment, Path.of(directory), Set.of());
    }

    /** The command, which holds no secret. */
    @Override
    public String toString() {
        return command().toString();
    }
}
