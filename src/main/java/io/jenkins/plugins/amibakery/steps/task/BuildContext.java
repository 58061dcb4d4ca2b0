package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.amibakery.agent.LeaseAnswer;
import io.jenkins.plugins.amibakery.config.AwsIdentityResolver;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where work happens: what a build lends it while it runs. Each method may be called anew after a restart of the controller,
 * and throws {@link IOException} while the agent is away.
 */
public interface BuildContext {
    /** The build. */
    Run<?, ?> run() throws IOException, InterruptedException;

    /** The workspace. */
    FilePath workspace() throws IOException, InterruptedException;

    /** Starts processes where the program runs, a container included. */
    Launcher launcher() throws IOException, InterruptedException;

    /** The step's own environment; may repeat the agent's. */
    Map<String, String> environment() throws IOException, InterruptedException;

    /** Whether the step's environment is still there, and with it an identity that came in it. */
    default boolean hasEnvironment() {
        return true;
    }

    /** Names of variables whose values must not be seen. */
    Set<String> sensitiveVariables() throws IOException, InterruptedException;

    /** The build's log, with whatever masks it. */
    TaskListener listener() throws IOException, InterruptedException;

    /** Saves the state as far as it can be saved: what cannot be, as on a full disk, is said once and tried again the next time. */
    void save() throws InterruptedException;

    /**
     * Saves the state, so that not even a controller that dies the next moment loses it; nothing may be started before.
     *
     * @throws UnsavedException when it cannot be saved
     */
    void keep() throws UnsavedException, InterruptedException;

    /** This controller's JENKINS_HOME, as no copy of it is called. */
    default String home() {
        return Home.here();
    }

    /**
     * Renews this controller's lease on a program, or asks whose it is.
     *
     * @param mayTake whether a program that has no lease may be taken
     */
    default LeaseAnswer lease(String control, boolean mayTake) throws IOException, InterruptedException {
        return AgentCalls.call(workspace().child(control), Home.lease(mayTake));
    }

    /** How a node stands. */
    default NodeLookup.Standing standing(String node) {
        return NodeLookup.standing(node);
    }

    /**
     * The keys of credentials that the build may use.
     *
     * @throws io.jenkins.plugins.amibakery.engine.model.BakeFailedException when there are none, or they are bad
     */
    default StaticKeys keys(String credentialsId) throws IOException, InterruptedException {
        return AwsIdentityResolver.keys(credentialsId, run());
    }

    /** Whether the log masks what has to be masked, so that the program's own words may be shown in it. */
    default boolean showsOutput() {
        return true;
    }

    /** A line of our own for the build's log; lost without harm when there is none. */
    default void say(String text) throws InterruptedException {
        try {
            PrintStream log = listener().getLogger();
            log.println(text);
            log.flush();
        } catch (IOException e) {
            Logger.getLogger(BuildContext.class.getName()).log(Level.FINE, e, () -> "Not logged: " + text);
        }
    }
}
