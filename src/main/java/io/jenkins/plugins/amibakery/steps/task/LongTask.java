package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.model.Computer;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A piece of work from plan to report, a little at a time: each {@link #advance} does what can be done now and says when to come
 * back. All that has to outlive the controller is in its {@link TaskState}. Not for several threads.
 */
public abstract class LongTask {
    /** The answer of {@link #advance} when it is over. */
    public static final long OVER = -1;

    private static final Logger LOG = Logger.getLogger(LongTask.class.getName());

    /** How often something may fail on an agent that is there. */
    private static final int MOST_FAILURES = 5;

    private static final long AWAY_MILLIS = 3_000;

    /** How long work that was not begun waits for a controller that cannot write. */
    private static final long UNSAVED_MILLIS = 300_000;

    private static final int LONGEST_MESSAGE = 4_000;

    private final TaskRequest order;
    private final TaskState state;
    private final BuildContext site;
    private int failures;
    private final AgentPresence presence;
    private final Custody custody;
    private boolean begun;
    private boolean toldOwner;
    private long unsavedSince;

    protected LongTask(TaskRequest order, TaskState state, BuildContext site) {
        this.order = order;
        this.state = state;
        this.site = site;
        this.presence = new AgentPresence(site);
        this.custody = new Custody(state, site, System::currentTimeMillis);
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

    protected abstract AgentProcess program();

    /** What comes after the program's end; can be begun again after any interruption. */
    protected abstract long finish() throws IOException, InterruptedException;

    /** The same when the agent was removed from Jenkins. */
    protected abstract long finishWithoutNode() throws IOException, InterruptedException;

    /** Notes that it failed, or was cancelled, without anybody having asked the cloud. */
    protected abstract void failed(String message) throws InterruptedException;

    /** @param agent name of the node that cannot be reached, for people; empty when it is back */
    protected void agentAway(String agent) {}

    /** What to look for in the account, in one line, when nobody could do it; empty for nothing. */
    protected abstract String traces();

    /** Whether work whose program has ended is over only when the cloud was asked; else what may be left is just named. */
    protected abstract boolean mustBeSwept();

    /**
     * Goes on.
     *
     * @return after how many milliseconds to call again; {@link #OVER} when it is over and {@code state.end()} says how
     */
    public final long advance() throws InterruptedException {
        try {
            long pause = isLost() ? withoutNode() : step();
            failures = 0;
            if (presence.back(state.node)) {
                agentAway("");
            }
            return pause;
        } catch (CancellationException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (BakeFailedException e) {
            return endedBy(e.failure().lineInJenkins());
        } catch (DeployFailedException e) {
            return endedBy(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return endedBy(String.valueOf(e.getMessage()));
        } catch (UnsavedException e) {
            return unsaved(e);
        } catch (IOException e) {
            return troubled(e);
        } catch (RuntimeException | Error e) {
            // An Error too, such as a lack of memory, ends the step and does not let it hang.
            if (e instanceof RuntimeException runtime && AgentCalls.isDisconnection(runtime)) {
                return troubled(new IOException(e.getMessage(), e));
            }
            LOG.log(Level.WARNING, e, this::toString);
            return endedBy("AMI Bakery failed: " + e);
        }
    }

    private long withoutNode() throws IOException, InterruptedException {
        return custody.isOfThisHome() ? finishWithoutNode() : disowned();
    }

    private long step() throws IOException, InterruptedException {
        if (state.programMayRun()) {
            Custody.Verdict verdict = custody.verdict();
            if (verdict != Custody.Verdict.OURS) {
                return verdict == Custody.Verdict.ANOTHERS ? disowned() : waitsForOwner();
            }
            holdTurn();
        }
        return switch (state.stage) {
            case PLAN -> planned();
            case LAUNCH -> program().launch();
            case RUN -> program().watch();
            case FINISH -> state.neverBorn ? over(state.endBeforeItBegan(order)) : finish();
            case DONE -> OVER;
        };
    }

    private long planned() throws IOException, InterruptedException {
        if (!begun) {
            begun = true;
            begun();
        }
        if (state.stopping()) {
            return endedBy(state.endBeforeItBegan(order));
        }
        long wait = awaitTurn();
        if (wait > 0) {
            return wait;
        }
        FilePath workspace = site.workspace();
        Computer computer = workspace.toComputer();
        if (computer == null) {
            throw new IOException("The agent is offline.");
        }
        state.node = computer.getName();
        state.workspace = workspace.getRemote();
        state.home = site.home();
        if (!site.launcher().isUnix()) {
            return endedBy("AMI Bakery runs " + order.programName() + " on Linux and macOS agents only; '"
                    + computer.getDisplayName() + "' is a Windows agent: choose another by its label.");
        }
        return plan(workspace);
    }

    /** Who had it may be gone, or may renew its lease the next moment. */
    private long waitsForOwner() throws InterruptedException {
        if (!toldOwner) {
            toldOwner = true;
            LOG.log(Level.INFO, () -> this + " belonged to " + custody.whose() + "; checking whether it still does");
        }
        return AWAY_MILLIS;
    }

    /** It is another controller's. It is named, and neither stopped nor looked for; its record stays. */
    private long disowned() throws InterruptedException {
        String message = this + " belongs to " + custody.whose() + "; this Jenkins does not touch it.";
        state.leave(TaskResult.failure(message, false));
        LOG.warning(message);
        site.say(message);
        site.save();
        return OVER;
    }

    /**
     * An error ends it. As long as its program may run, that is stopped first, which needs no identity; only then is all over. What
     * cannot be stopped, or not be looked for, is left to {@link OrphanCleanup}.
     */
    private long endedBy(String said) throws InterruptedException {
        String message = said.length() > LONGEST_MESSAGE ? said.substring(0, LONGEST_MESSAGE) + " …" : said;
        if (state.stage == TaskState.Stage.DONE) {
            return OVER;
        }
        if (state.stage == TaskState.Stage.PLAN) {
            return over(message);
        }
        boolean stopped = state.stage == TaskState.Stage.FINISH;
        if (stopped && !mustBeSwept()) {
            return over(withTraces(message));
        }
        if (!stopped && state.failure == null) {
            state.fail(message, System.currentTimeMillis());
            failures = 0;
            site.say(message);
            site.save();
            return 0;
        }
        state.fail(message, System.currentTimeMillis());
        return leftForLater(withTraces(state.failure)
                + (stopped
                        ? " It will be searched for until it is found and removed."
                        : " It will be stopped as soon as possible."));
    }

    private String withTraces(String message) {
        String left = traces();
        return left.isEmpty() ? message : message + " " + left;
    }

    /** All is over, and nothing is left to be done for it. */
    protected final long over(String failure) throws InterruptedException {
        failed(failure);
        state.finished(TaskResult.failure(failure, state.stopping() && state.failure == null));
        program().cleanUp();
        return OVER;
    }

    /** The controller cannot write. What runs goes on, and what does not yet run waits. */
    private long unsaved(UnsavedException e) throws InterruptedException {
        long now = System.currentTimeMillis();
        if (unsavedSince == 0) {
            unsavedSince = now;
            LOG.log(Level.WARNING, e, () -> this + " waits");
            site.say(e.getMessage() + ". " + order.programName() + " starts once it can.");
        }
        if (now - unsavedSince < UNSAVED_MILLIS && !state.stopping()) {
            return AWAY_MILLIS;
        }
        // It was not started, and nobody will.
        state.stage = TaskState.Stage.PLAN;
        return over("The " + order.noun() + " was not started. " + e.getMessage() + ".");
    }

    private long troubled(IOException e) throws InterruptedException {
        if (state.node == null) {
            return endedBy("The agent cannot be reached: " + e.getMessage());
        }
        NodeLookup.Standing standing = site.standing(state.node);
        if (standing == NodeLookup.Standing.REMOVED && !state.programMayRun()) {
            return endedBy("Agent '" + state.node + "' was removed from Jenkins.");
        }
        if (standing == NodeLookup.Standing.AWAY) {
            return away(e);
        }
        failures++;
        LOG.log(Level.FINE, e, () -> this + " on " + state.node);
        return failures > MOST_FAILURES || state.stage == TaskState.Stage.PLAN
                ? endedBy("The agent '" + state.node + "' failed: " + e)
                : AWAY_MILLIS;
    }

    private long away(IOException e) throws InterruptedException {
        if (presence.away(state.node, order.programName(), e)) {
            agentAway(state.node);
        }
        return state.stopping() && state.stage != TaskState.Stage.PLAN
                ? leftForLater("The " + order.noun() + " was cancelled while agent '" + state.node + "' was offline; "
                        + order.programName() + " will be stopped and leftovers removed once the agent reconnects.")
                : AWAY_MILLIS;
    }

    /** Its build's part is over; the rest is done by {@link OrphanCleanup}, which finds it by its record, whatever becomes of the build. */
    private long leftForLater(String failure) throws InterruptedException {
        boolean first = !state.left;
        state.leave(TaskResult.failure(failure, state.failure == null));
        site.save();
        if (first) {
            site.say(failure);
            failed(failure);
        }
        return OVER;
    }

    /** Whether the agent was removed while there may be something to clean up. */
    private boolean isLost() {
        return state.programMayRun() && state.node != null && site.standing(state.node) == NodeLookup.Standing.REMOVED;
    }

    /** What it is, for Jenkins' own log. */
    @Override
    public final String toString() {
        return order.noun() + " " + state.id;
    }
}
