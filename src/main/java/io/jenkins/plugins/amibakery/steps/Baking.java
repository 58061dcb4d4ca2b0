package io.jenkins.plugins.amibakery.steps;

import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.amibakery.config.BakeSlots;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.steps.BakeState.Stage;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * One bake from plan to report, a little at a time: each {@link #advance} does what can be done now and says when to come back.
 * All that has to outlive the controller is in its {@link BakeState}. Not for several threads.
 */
final class Baking {
    /** The answer of {@link #advance} when it is over. */
    static final long OVER = -1;

    private static final Logger LOG = Logger.getLogger(Baking.class.getName());

    /** How often something may fail on an agent that is there. */
    private static final int MOST_FAILURES = 5;

    private static final long AWAY_MILLIS = 3_000;
    private static final long QUEUED_MILLIS = 1_000;

    private final BakeParameters parameters;
    private final BakeState state;
    private final BakeSite site;
    private final BakeSlots slots;
    private final Ledger ledger;
    private final PackerProcess packer;
    private final Finishing finishing;
    private int failures;
    private boolean toldAway;
    private boolean toldQueued;
    private boolean begun;

    Baking(BakeParameters parameters, BakeState state, BakeSite site) {
        this(parameters, state, site, BakeSlots.all());
    }

    /** @param slots decide when it is the bake's turn */
    Baking(BakeParameters parameters, BakeState state, BakeSite site, BakeSlots slots) {
        this.slots = slots;
        this.parameters = parameters;
        this.state = state;
        this.site = site;
        this.ledger = new Ledger(parameters, state, site);
        this.packer = new PackerProcess(parameters, state, site, ledger);
        this.finishing = new Finishing(parameters, state, site, ledger, packer);
    }

    /**
     * Goes on.
     *
     * @return after how many milliseconds to call again; {@link #OVER} when it is over and {@code state.end} says how
     */
    long advance() throws InterruptedException {
        try {
            long pause = isLost() ? finishing.withoutNode() : step();
            failures = 0;
            toldAway = false;
            return pause;
        } catch (CancellationException e) {
            throw interrupted(e);
        } catch (BakeFailedException e) {
            return failed(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return failed(e.getMessage());
        } catch (IOException e) {
            return troubled(e);
        } catch (RuntimeException e) {
            if (Remote.isDisconnection(e)) {
                return troubled(new IOException(e.getMessage(), e));
            }
            LOG.log(Level.WARNING, e, () -> "Bake " + state.bakeId);
            return failed("AMI Bakery failed: " + e);
        }
    }

    private static InterruptedException interrupted(CancellationException e) {
        return (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }

    private long step() throws IOException, InterruptedException {
        if (packerMayRun()) {
            slots.runs(state.bakeId);
        }
        return switch (state.stage) {
            case PLAN -> planned();
            case LAUNCH -> packer.launch();
            case PACKER -> packer.watch();
            case FINISH -> finishing.advance();
            case DONE -> OVER;
        };
    }

    private long planned() throws IOException, InterruptedException {
        if (!begun) {
            begun = true;
            ledger.began();
        }
        if (state.stopping()) {
            return nothingStarted();
        }
        if (!slots.enter(state.bakeId)) {
            return queued();
        }
        FilePath workspace = site.workspace();
        Computer computer = workspace.toComputer();
        if (computer == null) {
            throw new IOException("The agent is away.");
        }
        state.node = computer.getName();
        state.workspace = workspace.getRemote();
        if (!site.launcher().isUnix()) {
            return failed("AMI Bakery runs packer on Linux and macOS agents only; '" + computer.getDisplayName()
                    + "' is a Windows agent: choose another by its label.");
        }
        packer.plan(workspace);
        return 0;
    }

    private long queued() throws InterruptedException {
        if (!toldQueued) {
            toldQueued = true;
            ledger.say("Waiting for a turn: as many bakes run as Manage Jenkins, System, AMI Bakery allows at once.");
        }
        return QUEUED_MILLIS;
    }

    private long nothingStarted() throws InterruptedException {
        BakeEnd end = new BakeEnd();
        end.cancelled = true;
        end.failure = "The bake was cancelled before packer was started: " + state.stopReason;
        ledger.failed(end.failure);
        return ended(end);
    }

    /** Before packer was started nothing is left; after that, what is left has to be found first. */
    private long failed(String message) throws InterruptedException {
        if (state.stage == Stage.PLAN) {
            BakeEnd end = new BakeEnd();
            end.failure = message;
            ledger.failed(message);
            return ended(end);
        }
        BakeEnd end = new BakeEnd();
        end.failure = message + " " + Finishing.traces(state, packer);
        end.cancelled = state.stopping();
        ledger.failed(end.failure);
        return ended(end);
    }

    private long ended(BakeEnd end) {
        state.end = end;
        state.stage = Stage.DONE;
        packer.cleanUp();
        return OVER;
    }

    private long troubled(IOException e) throws InterruptedException {
        if (state.node == null) {
            return failed("The agent cannot be reached: " + e.getMessage());
        }
        if (isRemoved()) {
            return isLost() ? AWAY_MILLIS : failed("Agent '" + state.node + "' was removed from Jenkins.");
        }
        if (isAway()) {
            return away(e);
        }
        failures++;
        LOG.log(Level.FINE, e, () -> "Bake " + state.bakeId + " on " + state.node);
        return failures > MOST_FAILURES || state.stage == Stage.PLAN
                ? failed("The agent '" + state.node + "' failed: " + e)
                : AWAY_MILLIS;
    }

    private long away(IOException e) throws InterruptedException {
        if (!toldAway) {
            toldAway = true;
            LOG.log(Level.FINE, e, () -> "Bake " + state.bakeId + ": agent " + state.node + " is away");
            ledger.say("Agent '" + state.node + "' is away; packer may run on there. Waiting for the agent.");
        }
        if (state.stopping() && state.stage != Stage.PLAN) {
            BakeEnd end = new BakeEnd();
            end.cancelled = true;
            end.failure = "The bake was cancelled while its agent '" + state.node
                    + "' was away; packer is stopped and what is left removed as soon as the agent is back.";
            state.end = end;
            leaveForLater();
            ledger.leftForLater(end.failure);
            return OVER;
        }
        return AWAY_MILLIS;
    }

    private void leaveForLater() throws InterruptedException {
        try {
            RunningBakes.get().put(new RunningBake(site.run().getExternalizableId(), parameters, state));
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Bake " + state.bakeId + " cannot be cleaned up later");
        }
    }

    private boolean isAway() {
        Computer computer = Jenkins.get().getComputer(state.node);
        return computer == null || computer.getChannel() == null;
    }

    /** Whether the agent was removed while there may be something to clean up. */
    private boolean isLost() {
        return packerMayRun() && isRemoved();
    }

    private boolean packerMayRun() {
        return state.stage != Stage.PLAN && state.stage != Stage.DONE;
    }

    private boolean isRemoved() {
        return state.node != null && !state.node.isEmpty() && Jenkins.get().getNode(state.node) == null;
    }
}
