package io.jenkins.plugins.amibakery.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.amibakery.agent.PackerScript;
import io.jenkins.plugins.amibakery.agent.PlanAnswer;
import io.jenkins.plugins.amibakery.agent.PlanCall;
import io.jenkins.plugins.amibakery.agent.WarmUpCall;
import io.jenkins.plugins.amibakery.agent.WatchAnswer;
import io.jenkins.plugins.amibakery.agent.WatchAnswer.Life;
import io.jenkins.plugins.amibakery.agent.WatchCall;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import io.jenkins.plugins.amibakery.engine.packer.PluginList;
import io.jenkins.plugins.amibakery.steps.BakeState.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;

/** Packer on its agent: planned, started once, followed through restarts, and stopped by its own process id. */
final class PackerProcess {
    /** Marks every process of a bake, so that in the worst case just these can be killed. */
    static final String MARK = "AMI_BAKERY_BAKE";

    private static final Logger LOG = Logger.getLogger(PackerProcess.class.getName());
    private static final long SHORTEST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 2_500;
    private static final long SIGNAL_AGAIN_MILLIS = 10_000;
    private static final long STARTED_WITHIN_MILLIS = 60_000;
    private static final long DEAD_AFTER_MILLIS = 5_000;
    private static final long HEARTBEAT_MILLIS = 30_000;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BakeSite site;
    private final Ledger ledger;
    private PlanAnswer plan;
    private BakeLog log;
    private long pause = SHORTEST_MILLIS;
    private long watchedSince;
    private long lastSignal;
    private long lastHeartbeat;
    private long deadSince;
    private boolean pluginsKnown;

    PackerProcess(BakeParameters parameters, BakeState state, BakeSite site, Ledger ledger) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = ledger;
    }

    /** Plans, and notes what has to be known to find packer again, before anything is started. */
    void plan(FilePath workspace) throws IOException, InterruptedException {
        parameters.check();
        Actor actor = Actor.of(parameters, site, state.bakeId, true);
        String program = PackerTool.program(parameters.packer, site);
        String version = version(program, workspace, actor);
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IllegalArgumentException("The workspace " + workspace + " has no place for temporary files.");
        }
        state.control = temporary.child("ami-bakery").child(state.bakeId).getRemote();
        plan = Remote.call(
                workspace,
                new PlanCall(
                        actor.request(parameters, state.bakeId, program), actor.identity(), version, state.control));
        if (plan.refusal() != null) {
            throw new IllegalArgumentException(actor.masker().mask(plan.refusal()));
        }
        state.packerVersion = PackerVersion.read(version).map(Object::toString).orElse("");
        state.recipe = plan.recipe();
        state.digest = plan.digest();
        state.manifests = new ArrayList<>(plan.manifests());
        state.runsBefore.putAll(plan.runsBefore());
        state.regions = new ArrayList<>(plan.regions());
        state.stage = Stage.LAUNCH;
        ledger.planned(actor, plan);
        site.save();
    }

    private String version(String program, FilePath workspace, Actor actor) throws IOException, InterruptedException {
        try {
            return Remote.output(
                    site.launcher(),
                    workspace,
                    actor.launchEnvironment(parameters, site),
                    List.of(program, "--version"));
        } catch (IOException e) {
            if (workspace.getChannel() == null || String.valueOf(e.getMessage()).contains("channel")) {
                throw e;
            }
            throw PackerTool.missing(program, parameters.packer, state.node, e);
        }
    }

    /** Starts packer, unless that was done already by a controller that died right after it. */
    long launch() throws IOException, InterruptedException {
        FilePath workspace = site.workspace();
        WatchAnswer now = Remote.call(control(), new WatchCall(0));
        if (now.life() == Life.UNBORN && now.exitCode() == null) {
            PlanAnswer known = plan;
            if (known == null) {
                state.stage = Stage.PLAN;
                return 0;
            }
            start(workspace, known);
        }
        plan = null;
        state.stage = Stage.PACKER;
        site.save();
        return SHORTEST_MILLIS;
    }

    private void start(FilePath workspace, PlanAnswer known) throws IOException, InterruptedException {
        Actor actor = Actor.of(parameters, site, state.bakeId, true);
        EnvVars environment = new EnvVars(actor.launchEnvironment(parameters, site));
        environment.putAll(known.environment());
        environment.put(MARK, state.bakeId);
        // Jenkins would kill it at the block's end, in the middle of its cleaning up.
        environment.put("JENKINS_NODE_COOKIE", state.bakeId);
        String script = PackerScript.start(
                state.control, known.preparation(), question(known.words().get(0)), known.words());
        state.task = new BourneShellScript(script).launch(environment, workspace, site.launcher(), site.listener());
        watchedSince = System.currentTimeMillis();
        workspace.actAsync(new WarmUpCall(actor.identity(), actor.endpoint(), known.regions()));
    }

    private List<String> question(String program) {
        return PackerVersion.read(state.packerVersion)
                .map(version -> PluginList.question(program, version))
                .orElseGet(List::of);
    }

    /** Follows packer for a moment. */
    long watch() throws IOException, InterruptedException {
        if (log == null) {
            boolean complete = !state.stopping();
            Masker masker = Actor.of(parameters, site, state.bakeId, complete).masker();
            log = new BakeLog(masker, state.shown, ledger);
            watchedSince = watchedSince == 0 ? System.currentTimeMillis() : watchedSince;
        }
        if (state.stopping()) {
            stop();
        }
        WatchAnswer answer = Remote.call(control(), new WatchCall(log.position(), !pluginsKnown));
        if (answer.plugins() != null) {
            pluginsKnown = true;
            ledger.pluginsListed(answer.plugins());
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
            state.stage = Stage.FINISH;
        }
        if (log.shown() != state.shown || exitCode != null) {
            state.shown = log.shown();
            site.save();
        }
        return exitCode != null ? 0 : pause;
    }

    /** The exit code to go on with when packer ended without leaving one; null as long as it may still run. */
    private Integer lost(Life life) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        if (life == Life.ALIVE) {
            deadSince = 0;
            return null;
        }
        if (life == Life.UNBORN) {
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

    /** SIGTERM to packer, again and again until it ends; a second one does it no harm. After the grace, the end of all of it. */
    private void stop() throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        if (now - lastSignal < SIGNAL_AGAIN_MILLIS) {
            return;
        }
        FilePath workspace = site.workspace();
        Launcher launcher = site.launcher();
        if (lastSignal == 0) {
            ledger.say("Cancelling: packer is asked to stop and cleans up (up to " + parameters.graceSeconds + " s).");
        }
        lastSignal = now;
        Remote.output(launcher, workspace, Map.of(), List.of("sh", "-c", PackerScript.stop(state.control)));
        if (!state.killed && now - state.stopAsked > parameters.graceSeconds * 1000L) {
            ledger.say("Packer did not end in time and is killed; what it left is removed by name.");
            state.killed = true;
            Map<String, String> mark = new TreeMap<>();
            mark.put(MARK, state.bakeId);
            launcher.kill(mark);
        }
    }

    private FilePath control() throws IOException, InterruptedException {
        return site.workspace().child(state.control);
    }

    /** What the log has told so far; empty when it was not read since the controller started. */
    PackerFacts facts() {
        return (log == null ? new BakeLog(new Masker(List.of()), 0, ledger) : log).facts();
    }

    /** Whether the log was read. */
    boolean logKnown() {
        return log != null;
    }

    /** Reads the log again after a restart, silently; for the stages behind packer's end. */
    void readAgain() throws IOException, InterruptedException {
        if (log != null) {
            return;
        }
        BakeLog again =
                new BakeLog(Actor.of(parameters, site, state.bakeId, false).masker(), state.shown, ledger);
        WatchAnswer answer;
        do {
            answer = Remote.call(control(), new WatchCall(again.position()));
            again.feed(answer.output());
        } while (again.position() < answer.logSize());
        again.end();
        log = again;
    }

    /** Removes what steered the bake, as far as the agent is there. */
    void cleanUp() {
        try {
            if (state.control != null) {
                control().deleteRecursive();
            }
            Controller task = state.task;
            if (task != null) {
                task.cleanup(site.workspace());
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Files of bake " + state.bakeId + " stay on " + state.node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
