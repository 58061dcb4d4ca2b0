package io.jenkins.plugins.amibakery.steps.task;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.amibakery.agent.EngineAnswer;
import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A running {@link CallStep}. Between two looks at its answer it holds no thread; nothing of it is saved but what the user said, so that after
 * a restart of the controller, or when its agent is back, it asks again.
 */
@SuppressFBWarnings(
        value = "UWF_FIELD_NOT_INITIALIZED_IN_CONSTRUCTOR",
        justification = "Whom it asks as is not saved: each question finds it out before anything reads it.")
class CallExecution<R extends Serializable> extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(CallExecution.class.getName());
    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 2_000;
    private static final long AWAY_MILLIS = 3_000;

    /** How often it may fail on an agent that is there. */
    private static final int MOST_FAILURES = 5;

    /** What the Jenkinsfile said; never null. */
    private final CallStep<R> step;

    /** By which AWS's own records name what it does. */
    private final String id;

    /** An abort ends it, which comes on the thread that runs the Pipeline and so must not wait for a turn. */
    private transient PendingAnswer<EngineAnswer<R>> pending;

    transient ResolvedIdentity actor;
    transient String node;
    private transient volatile long pause;
    private transient int failures;
    private transient volatile boolean toldAway;

    /** What the agent tells while it works; anew for each question. */
    transient ProgressLines progress;

    private transient volatile String doing;

    CallExecution(StepContext context, CallStep<R> step, String id) {
        super(context);
        this.step = step;
        this.id = id;
    }

    @Override
    public boolean start() {
        schedule(0);
        return false;
    }

    @Override
    public void onResume() {
        schedule(0);
    }

    @Override
    public void stop(Throwable cause) {
        fail(cause, FailureRecord.of("Stopped before AWS answered."), true);
        // The agent ends it too, when it hears of the stop; but it may be away.
        ResolvedIdentity asker = actor;
        if (asker != null) {
            step.ending(asker, id)
                    .ifPresent(ending -> Computer.threadPoolForRemoting.execute(() -> ended(ending, asker)));
        }
    }

    private void ended(UseCase<?> ending, ResolvedIdentity asker) {
        try {
            new EngineCall<>(ending, asker.identity(), step.endpoint(asker))
                    .invoke(Jenkins.get().getRootDir(), null);
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> step.noun() + " " + id + " was stopped, and this controller could not end it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        return "asking AWS" + (node == null || node.isEmpty() ? "" : " on " + node)
                + (doing == null ? "" : ": " + doing);
    }

    @Override
    public boolean blocksRestart() {
        return false;
    }

    /** Takes the next turn later, on a thread of Jenkins' pool. */
    void schedule(long millis) {
        Timer.get().schedule(() -> Computer.threadPoolForRemoting.execute(this::turn), millis, TimeUnit.MILLISECONDS);
    }

    /** Made anew after a restart of the controller. */
    private synchronized PendingAnswer<EngineAnswer<R>> pending() {
        if (pending == null) {
            pending = new PendingAnswer<>();
        }
        return pending;
    }

    /** One turn; the next one is scheduled by it alone. */
    @SuppressWarnings("try")
    final void turn() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            CallResult result = advanced();
            if (result != null && pending().end()) {
                end(result);
            }
        } catch (BakeFailedException e) {
            fail(new AbortException(e.failure().lineInJenkins()), FailureRecord.of(e.failure()), false);
        } catch (IllegalArgumentException e) {
            fail(new AbortException(e.getMessage()));
        } catch (IOException e) {
            troubled(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            schedule(AWAY_MILLIS);
        } catch (RuntimeException | Error e) {
            if (pending().isOver()) {
                return;
            }
            // An Error too, such as a lack of memory, ends the step and does not let it hang.
            if (e instanceof RuntimeException runtime && AgentCalls.isDisconnection(runtime)) {
                troubled(new IOException(e.getMessage(), e));
            } else {
                LOG.log(Level.WARNING, e, () -> step.noun() + " " + id);
                fail(e);
            }
        }
    }

    private void end(CallResult result) {
        List<String> notes = result.notes().stream().map(actor.masker()::mask).toList();
        if (result.failure().isEmpty()) {
            journal(site()).ended(notes, List.of());
            getContext().onSuccess(result.value());
        } else {
            String why = actor.masker().mask(result.failure());
            journal(site()).ended(notes, List.of(FailureRecord.of(why)));
            getContext().onFailure(new AbortException(why));
        }
    }

    private void fail(Throwable why) {
        fail(why, FailureRecord.of(why.getMessage() == null ? why.toString() : why.getMessage()), false);
    }

    private void fail(Throwable why, FailureRecord kept, boolean cancelled) {
        if (pending().end()) {
            journal(site()).failed(kept, cancelled);
            getContext().onFailure(why);
        }
    }

    CallJournal journal(BuildContext site) {
        return new CallJournal(site, id);
    }

    /** @return the result; null while there is none */
    private CallResult advanced() throws IOException, InterruptedException {
        if (pending().isOver()) {
            return null;
        }
        BuildContext site = site();
        if (pending().answer() == null) {
            begin(site);
        }
        Future<EngineAnswer<R>> answer = pending().answer();
        // Asked before the lines are taken: those that came before the answer are all here then.
        boolean done = answer.isDone();
        tell(site);
        if (!done) {
            pause = Math.min(LONGEST_MILLIS, pause * 3 / 2);
            schedule(pause);
            return null;
        }
        try {
            return step.concluded(answer.get().of(step.answer(), actor.masker()), site, actor);
        } catch (ExecutionException e) {
            pending().forget();
            throw AgentCalls.unwrapped(e);
        }
    }

    /** What the agent has told since, in the log, on the page and where Pipelines show what they do. */
    private void tell(BuildContext site) throws InterruptedException {
        List<String> lines = progress == null ? List.of() : progress.taken();
        for (String line : lines) {
            doing = actor.masker().mask(line);
            site.say(doing);
        }
        if (!lines.isEmpty()) {
            journal(site).doing(step.asked(actor), doing);
        }
    }

    /** Where it happens, as the Pipeline lends it now. */
    BuildContext site() {
        return new PipelineContext(getContext());
    }

    private void begin(BuildContext site) throws IOException, InterruptedException {
        journal(site).began(step.function());
        Future<EngineAnswer<R>> question = ask(site);
        pause = SHORTEST_MILLIS;
        pending().asked(question);
        toldAway = false;
        journal(site).asked(actor, step.endpoint(actor), step.asked(actor));
    }

    /** Asks the agent; from then on it is known as whom, and where. */
    Future<EngineAnswer<R>> ask(BuildContext site) throws IOException, InterruptedException {
        FilePath workspace = site.workspace();
        Computer computer = workspace.toComputer();
        if (computer == null) {
            throw new IOException("The agent is offline.");
        }
        node = computer.getName();
        actor = ResolvedIdentity.of(step, site, id, true);
        progress = new ProgressLines();
        return workspace.actAsync(
                new EngineCall<>(step.work(actor, id), actor.identity(), step.endpoint(actor)).telling(progress));
    }

    private void troubled(IOException e) {
        if (pending().isOver()) {
            return;
        }
        BuildContext site = site();
        NodeLookup.Standing standing = node == null ? NodeLookup.Standing.AWAY : site.standing(node);
        LOG.log(Level.FINE, e, () -> step.noun() + " " + id + " on " + node);
        if (standing == NodeLookup.Standing.REMOVED) {
            fail(new AbortException("Agent '" + node + "' was removed from Jenkins."));
        } else if (standing != NodeLookup.Standing.AWAY && ++failures > MOST_FAILURES) {
            fail(new AbortException("The agent '" + node + "' failed: " + e));
        } else {
            sayAway(site, standing);
            schedule(AWAY_MILLIS);
        }
    }

    private void sayAway(BuildContext site, NodeLookup.Standing standing) {
        if (standing == NodeLookup.Standing.AWAY && !toldAway) {
            toldAway = true;
            try {
                site.say("The agent is offline; waiting for it to reconnect.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
