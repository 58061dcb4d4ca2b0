package io.jenkins.plugins.amibakery.steps.task;

import hudson.AbortException;
import hudson.model.Computer;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A running step. Works in short turns on threads of Jenkins' pool, never on the one that runs the Pipeline; between
 * two turns it holds no thread. After a restart of the controller it takes its state up where it was saved last.
 */
public class TaskExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final long AFTER_INTERRUPTION = 1_000;

    /** What the Jenkinsfile said; never null. */
    private final TaskRequest order;

    /** How far it has come; never null. */
    private final TaskState state;

    /** Why it was stopped; null as long as it was not. */
    private Throwable stopCause;

    /** Does the work; null until the first turn after a start or a restart. */
    private transient LongTask work;

    /** Whose turn it is: a turn that was scheduled before another one was is void. */
    private transient long turn;

    /** Whether the Pipeline was told how it ended; after that nothing happens any more. */
    private transient boolean told;

    public TaskExecution(StepContext context, TaskRequest order, TaskState state) {
        super(context);
        this.order = order;
        this.state = state;
    }

    @Override
    public final boolean start() {
        schedule(0);
        return false;
    }

    @Override
    public final void onResume() {
        schedule(0);
    }

    @Override
    public final void stop(Throwable cause) {
        synchronized (state) {
            if (stopCause == null) {
                stopCause = cause;
                state.stop(reason(cause), System.currentTimeMillis());
            }
        }
        schedule(0);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public final String getStatus() {
        String where = state.node == null || state.node.isEmpty() ? "" : " on " + state.node;
        return switch (state.stage) {
            case PLAN -> "planning" + where;
            case LAUNCH -> "starting " + order.programName() + where;
            case RUN -> (state.stopping() ? "stopping " + order.programName() : order.programName() + " runs") + where;
            case FINISH -> state.stopping() ? "removing what is left" : "checking the result in AWS";
            case DONE -> "done";
        };
    }

    @Override
    public final boolean blocksRestart() {
        return false;
    }

    private void schedule(long millis) {
        synchronized (state) {
            if (told) {
                return;
            }
            long mine = ++turn;
            later(() -> turn(mine), millis);
        }
    }

    /** Does something later, on a thread of Jenkins' pool. */
    void later(Runnable what, long millis) {
        Timer.get().schedule(() -> Computer.threadPoolForRemoting.execute(what), millis, TimeUnit.MILLISECONDS);
    }

    /** Where it is remembered beyond its build. */
    TaskRegistry registry() {
        return TaskRegistry.get();
    }

    private boolean isVoid(long mine) {
        synchronized (state) {
            return mine != turn;
        }
    }

    /** One turn; they come one after another. */
    @SuppressWarnings("try")
    private void turn(long mine) {
        synchronized (order) {
            if (isVoid(mine)) {
                return;
            }
            long pause;
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                pause = registry().hold(state.id, this) ? work().advance() : heldByAnother();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                pause = AFTER_INTERRUPTION;
            } catch (RuntimeException | Error e) {
                broken(e);
                return;
            }
            if (pause == LongTask.OVER) {
                end();
            } else if (!isVoid(mine)) {
                schedule(pause);
            }
        }
    }

    private LongTask work() throws InterruptedException {
        if (work == null) {
            work = order.work(state, new TaskSite(getContext(), order, state, registry()));
        }
        return work;
    }

    /** It was brought to an end, or is being, because its build was thought to be over. */
    private long heldByAnother() {
        if (registry().isGoingOn(state.id)) {
            return AFTER_INTERRUPTION;
        }
        state.finished(
                TaskResult.failure("The " + order.noun() + " " + state.id + " was completed without its build.", true));
        return LongTask.OVER;
    }

    /** Not even its end could be reached in order. The step ends all the same, and {@link OrphanCleanup} does the rest. */
    private void broken(Throwable e) {
        noTurnAnyMore();
        try {
            state.left = true;
            new TaskSite(getContext(), order, state, registry()).save();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            try {
                registry().release(state);
            } finally {
                getContext().onFailure(e);
            }
        }
    }

    private void noTurnAnyMore() {
        synchronized (state) {
            turn++;
            told = true;
        }
    }

    private void end() {
        TaskResult end = state.end;
        noTurnAnyMore();
        registry().release(state);
        if (end.failure() == null) {
            getContext().onSuccess(end.result());
        } else {
            getContext()
                    .onFailure(end.isCancelled() && stopCause != null ? stopCause : new AbortException(end.failure()));
        }
    }
}
