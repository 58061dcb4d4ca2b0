package io.jenkins.plugins.amibakery.steps.task;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.amibakery.agent.ProgramScript;
import io.jenkins.plugins.amibakery.agent.WatchAnswer;
import io.jenkins.plugins.amibakery.agent.WatchAnswer.Life;
import io.jenkins.plugins.amibakery.agent.WatchCall;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;

/** A program on its agent: started once, followed through restarts, and stopped by its own process id. */
public abstract class AgentProcess {
    /** Marks every process of a piece of work, so that in the worst case just these can be killed. */
    static final String MARK = "AMI_BAKERY_WORK";

    private static final Logger LOG = Logger.getLogger(AgentProcess.class.getName());
    private static final long SHORTEST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 2_500;
    private static final long STARTED_WITHIN_MILLIS = 60_000;
    private static final long DEAD_AFTER_MILLIS = 5_000;
    private static final long HEARTBEAT_MILLIS = 30_000;

    /** How often progress alone is saved, at most: each time a file of the controller is written anew. */
    private static final long SAVE_MILLIS = 1_000;

    private final TaskRequest order;
    private final TaskState state;
    private final BuildContext site;
    private ProgramLog log;
    private long pause = SHORTEST_MILLIS;
    private long watchedSince;
    private long lastSignal;
    private long lastHeartbeat;
    private long deadSince;
    private boolean answered;
    private long savedShown;
    private long lastSave;

    protected AgentProcess(TaskRequest order, TaskState state, BuildContext site) {
        this.order = order;
        this.state = state;
        this.site = site;
    }

    /** What to start; empty when that is not known any more, and has to be planned again. */
    protected abstract Optional<ProgramScript.Commands> planned();

    /** What to set for it over the step's environment; asked right after {@link #planned}. */
    protected abstract Map<String, String> plannedEnvironment();

    /** It was started. */
    protected abstract void started(FilePath workspace, ResolvedIdentity actor)
            throws IOException, InterruptedException;

    /** The question asked beside it was answered; after a restart it may be told again. */
    protected void answered(String text) throws InterruptedException {}

    /** A reader of its log. */
    protected abstract ProgramLog newLog(ResolvedIdentity actor, long shownBefore);

    /** The same that shows nothing. */
    protected abstract ProgramLog muteLog();

    /** The signal that makes it stop and clean up. */
    protected abstract ProgramScript.Signal signal();

    /** How long to wait before it is signalled again, in milliseconds. */
    protected abstract long signalAgainMillis();

    /** Said when it is asked to stop. */
    protected abstract String stoppingText();

    /** Said when it has to be killed. */
    protected abstract String killedText();

    /** Where to steer a program from: a directory beside the workspace, outside of what is published. */
    protected static String controlDirectory(FilePath workspace, String name) {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IllegalArgumentException("The workspace " + workspace + " has no directory for temporary files.");
        }
        return temporary.child("ami-bakery").child(name).getRemote();
    }

    /** Starts it, unless that was done already by a controller that died right after it. */
    long launch() throws IOException, InterruptedException {
        FilePath workspace = site.workspace();
        WatchAnswer now = look(new WatchCall(0));
        if (now.life() == Life.UNBORN && now.exitCode() == null && !state.stopping()) {
            Optional<ProgramScript.Commands> known = planned();
            if (known.isEmpty()) {
                state.stage = TaskState.Stage.PLAN;
                return 0;
            }
            // What is started has to be found again, whatever happens next.
            site.keep();
            start(workspace, known.get());
        }
        state.stage = TaskState.Stage.RUN;
        site.save();
        return SHORTEST_MILLIS;
    }

    void start(FilePath workspace, ProgramScript.Commands commands) throws IOException, InterruptedException {
        ResolvedIdentity actor = ResolvedIdentity.of(order, site, state.id, true);
        EnvVars environment = new EnvVars(actor.launchEnvironment(order, site));
        environment.putAll(plannedEnvironment());
        environment.put(MARK, state.id);
        // Jenkins would kill it at the block's end, in the middle of its cleaning up.
        environment.put("JENKINS_NODE_COOKIE", state.id);
        String script = ProgramScript.start(state.control, commands);
        state.task = new BourneShellScript(script).launch(environment, workspace, site.launcher(), site.listener());
        watchedSince = System.currentTimeMillis();
        started(workspace, actor);
    }

    /** Follows it for a moment. */
    long watch() throws IOException, InterruptedException {
        watchedSince = watchedSince == 0 ? System.currentTimeMillis() : watchedSince;
        if (state.stopping()) {
            // Before anything else, as all else may fail: this needs neither an identity nor the build.
            stop();
        }
        if (log == null) {
            log = opened(!state.stopping());
        }
        WatchAnswer answer = look(new WatchCall(log.position(), !answered));
        if (answer.answer() != null) {
            answered = true;
            answered(answer.answer());
        }
        log.feed(answer.output());
        boolean more = log.position() < answer.logSize();
        pause = answer.output().length > 0 ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, pause * 3 / 2);
        if (more) {
            return 0;
        }
        log.live();
        Integer exitCode = answer.exitCode() != null ? answer.exitCode() : lost(answer.life());
        if (exitCode != null) {
            log.end();
            state.exitCode = exitCode;
            state.stage = TaskState.Stage.FINISH;
        }
        state.shown = log.shown();
        if (exitCode != null || state.shown != savedShown && System.currentTimeMillis() - lastSave >= SAVE_MILLIS) {
            savedShown = state.shown;
            lastSave = System.currentTimeMillis();
            site.save();
        }
        return exitCode != null ? 0 : pause;
    }

    /**
     * A reader of its log. Of work that is stopped the identity may be gone, and with it what masks its log: then it is read, so that its
     * facts are known, and nothing of it shown.
     */
    @SuppressFBWarnings(
            value = "THROWS_METHOD_THROWS_RUNTIMEEXCEPTION",
            justification = "What was caught goes on as it is, unless the work is stopped")
    private ProgramLog opened(boolean complete) throws IOException, InterruptedException {
        try {
            return newLog(actor(complete), state.shown);
        } catch (BakeFailedException | DeployFailedException | IllegalArgumentException e) {
            if (!state.stopping()) {
                throw e;
            }
            LOG.log(Level.FINE, e, () -> order.noun() + " " + state.id + ": its log is read and not shown");
            return muteLog();
        }
    }

    /** As whom it runs, with what masks its log. */
    ResolvedIdentity actor(boolean complete) throws IOException, InterruptedException {
        return ResolvedIdentity.of(order, site, state.id, complete);
    }

    /** How it stands on its agent. */
    WatchAnswer look(WatchCall call) throws IOException, InterruptedException {
        return AgentCalls.call(control(), call);
    }

    /** The exit code to go on with when it ended without leaving one; null as long as it may still run. */
    private Integer lost(Life life) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        if (life == Life.ALIVE) {
            deadSince = 0;
            return null;
        }
        if (life == Life.UNBORN) {
            state.neverBorn = state.stopping() && state.task == null;
            return now - watchedSince > STARTED_WITHIN_MILLIS || state.stopping() ? -1 : null;
        }
        if (life == Life.DEAD || state.killed) {
            deadSince = deadSince == 0 ? now : deadSince;
            return now - deadSince > DEAD_AFTER_MILLIS ? -1 : null;
        }
        if (state.task == null || now - lastHeartbeat < HEARTBEAT_MILLIS) {
            return null;
        }
        lastHeartbeat = now;
        return state.task.exitStatus(site.workspace(), site.launcher(), site.listener());
    }

    /** A signal, again and again until it ends. After the grace, the end of all of it. */
    private void stop() throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        boolean due = !state.killed && now - state.stopAsked > order.graceSeconds() * 1000L;
        if (!due && lastSignal != 0 && now - lastSignal < signalAgainMillis()) {
            return;
        }
        if (lastSignal == 0 && state.task != null) {
            site.say(stoppingText());
        }
        signalled();
        lastSignal = now;
        if (due) {
            site.say(killedText());
            killed();
            state.killed = true;
        }
    }

    /** Asks it to stop. */
    void signalled() throws IOException, InterruptedException {
        AgentCalls.output(
                site.launcher(),
                site.workspace(),
                Map.of(),
                List.of("sh", "-c", ProgramScript.stop(state.control, signal())));
    }

    /** Ends all of its processes. */
    void killed() throws IOException, InterruptedException {
        Map<String, String> mark = new TreeMap<>();
        mark.put(MARK, state.id);
        site.launcher().kill(mark);
    }

    /** What a short command prints, run where the program runs and in its environment. */
    protected final String output(FilePath workspace, ResolvedIdentity actor, List<String> words)
            throws IOException, InterruptedException {
        return AgentCalls.output(site.launcher(), workspace, actor.launchEnvironment(order, site), words);
    }

    private FilePath control() throws IOException, InterruptedException {
        return site.workspace().child(state.control);
    }

    /** What reads its log; empty when it was not read since the controller started. */
    protected final Optional<ProgramLog> log() {
        return Optional.ofNullable(log);
    }

    /** Reads the log again after a restart, silently; for the stages behind the program's end. */
    public final void readAgain() throws IOException, InterruptedException {
        if (log != null) {
            return;
        }
        ProgramLog again = opened(false);
        WatchAnswer answer;
        do {
            answer = look(new WatchCall(again.position()));
            again.feed(answer.output());
        } while (again.position() < answer.logSize());
        again.end();
        log = again;
    }

    /** Removes what steered it, as far as the agent is there. */
    public void cleanUp() {
        try {
            if (state.control != null) {
                control().deleteRecursive();
            }
            if (state.task != null) {
                state.task.cleanup(site.workspace());
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Files of " + order.noun() + " " + state.id + " stay on " + state.node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
