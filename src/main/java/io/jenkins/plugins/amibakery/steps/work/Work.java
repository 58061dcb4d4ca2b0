package io.jenkins.plugins.amibakery.steps.work;

import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * A piece of work from plan to report, a little at a time: each {@link #advance} does what can be done now and says when to come
 * back. All that has to outlive the controller is in its {@link WorkState}. Not for several threads.
 */
public abstract class Work {
    /** The answer of {@link #advance} when it is over. */
    public static final long OVER = -1;

    private static final Logger LOG = Logger.getLogger(Work.class.getName());

    /** How often something may fail on an agent that is there. */
    private static final int MOST_FAILURES = 5;

    private static final long AWAY_MILLIS = 3_000;

    private final WorkOrder order;
    private final WorkState state;
    private final Site site;
    private int failures;
    private boolean toldAway;
    private boolean begun;

    protected Work(WorkOrder order, WorkState state, Site site) {
        this.order = order;
        this.state = state;
        this.site = site;
    }

    /** It begins; nothing is known of it but what the user said. */
    protected abstract void begun() throws InterruptedException;

    /** How long to wait before asking again whether it may begin, in milliseconds; 0 when it may. */
    protected abstract long awaitTurn() throws InterruptedException;

    /** Its program may run already, so it has its turn. */
    protected abstract void holdTurn() throws InterruptedException;

    /**
     * Decides what to run, and notes what has to be known to find the program again, before anything is started.
     *
     * @return when to come back, in milliseconds
     */
    protected abstract long plan(FilePath workspace) throws IOException, InterruptedException;

    protected abstract Program program();

    /** What comes after the program's end; can be begun again after any interruption. */
    protected abstract long finish() throws IOException, InterruptedException;

    /** The same when the agent was removed from Jenkins. */
    protected abstract long finishWithoutNode() throws InterruptedException;

    /** Notes that it failed, or was cancelled, without anybody having asked the cloud. */
    protected abstract void failed(String message) throws InterruptedException;

    /** What to look for in the account, in one line, when nobody could do it; empty for nothing. */
    protected abstract String traces();

    /**
     * Goes on.
     *
     * @return after how many milliseconds to call again; {@link #OVER} when it is over and {@code state.end()} says how
     */
    public final long advance() throws InterruptedException {
        try {
            long pause = isLost() ? finishWithoutNode() : step();
            failures = 0;
            toldAway = false;
            return pause;
        } catch (CancellationException e) {
            throw interrupted(e);
        } catch (BakeFailedException e) {
            return endedBy(e.failure().lineInJenkins());
        } catch (DeployFailedException e) {
            return endedBy(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return endedBy(e.getMessage());
        } catch (IOException e) {
            return troubled(e);
        } catch (RuntimeException e) {
            if (Remote.isDisconnection(e)) {
                return troubled(new IOException(e.getMessage(), e));
            }
            LOG.log(Level.WARNING, e, this::toString);
            return endedBy("AMI Bakery failed: " + e);
        }
    }

    private static InterruptedException interrupted(CancellationException e) {
        return (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }

    private long step() throws IOException, InterruptedException {
        if (state.programMayRun()) {
            holdTurn();
        }
        return switch (state.stage) {
            case PLAN -> planned();
            case LAUNCH -> program().launch();
            case RUN -> program().watch();
            case FINISH -> finish();
            case DONE -> OVER;
        };
    }

    private long planned() throws IOException, InterruptedException {
        if (!begun) {
            begun = true;
            begun();
        }
        if (state.stopping()) {
            return endedBy("The " + order.noun() + " was cancelled before " + order.programName() + " was started: "
                    + state.stopReason);
        }
        long wait = awaitTurn();
        if (wait > 0) {
            return wait;
        }
        FilePath workspace = site.workspace();
        Computer computer = workspace.toComputer();
        if (computer == null) {
            throw new IOException("The agent is away.");
        }
        state.node = computer.getName();
        state.workspace = workspace.getRemote();
        if (!site.launcher().isUnix()) {
            return endedBy("AMI Bakery runs " + order.programName() + " on Linux and macOS agents only; '"
                    + computer.getDisplayName() + "' is a Windows agent: choose another by its label.");
        }
        return plan(workspace);
    }

    /** Before the program was started nothing is left; after that, what is left has to be found first. */
    private long endedBy(String message) throws InterruptedException {
        String left = state.stage == WorkState.Stage.PLAN ? "" : traces();
        String failure = left.isEmpty() ? message : message + " " + left;
        failed(failure);
        state.finished(WorkEnd.failure(failure, state.stopping()));
        program().cleanUp();
        return OVER;
    }

    private long troubled(IOException e) throws InterruptedException {
        if (state.node == null) {
            return endedBy("The agent cannot be reached: " + e.getMessage());
        }
        if (isRemoved()) {
            return isLost() ? AWAY_MILLIS : endedBy("Agent '" + state.node + "' was removed from Jenkins.");
        }
        if (isAway()) {
            return away(e);
        }
        failures++;
        LOG.log(Level.FINE, e, () -> this + " on " + state.node);
        return failures > MOST_FAILURES || state.stage == WorkState.Stage.PLAN
                ? endedBy("The agent '" + state.node + "' failed: " + e)
                : AWAY_MILLIS;
    }

    private long away(IOException e) throws InterruptedException {
        if (!toldAway) {
            toldAway = true;
            LOG.log(Level.FINE, e, () -> this + ": agent " + state.node + " is away");
            site.say("Agent '" + state.node + "' is away; " + order.programName()
                    + " may run on there. Waiting for the agent.");
        }
        return state.stopping() && state.stage != WorkState.Stage.PLAN ? leftForLater() : AWAY_MILLIS;
    }

    private long leftForLater() throws InterruptedException {
        String failure = "The " + order.noun() + " was cancelled while its agent '" + state.node + "' was away; "
                + order.programName() + " is stopped and what is left removed as soon as the agent is back.";
        state.end = WorkEnd.failure(failure, true);
        try {
            RunningWorks.get().put(new RunningWork(site.run().getExternalizableId(), order, state));
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> this + " cannot be cleaned up later");
        }
        site.say(failure);
        failed(failure);
        return OVER;
    }

    private boolean isAway() {
        Computer computer = Jenkins.get().getComputer(state.node);
        return computer == null || computer.getChannel() == null;
    }

    /** Whether the agent was removed while there may be something to clean up. */
    private boolean isLost() {
        return state.programMayRun() && isRemoved();
    }

    private boolean isRemoved() {
        return state.node != null && !state.node.isEmpty() && Jenkins.get().getNode(state.node) == null;
    }

    /** What it is, for Jenkins' own log. */
    @Override
    public final String toString() {
        return order.noun() + " " + state.id;
    }
}
