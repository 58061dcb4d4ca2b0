package io.jenkins.plugins.amibakery.steps.task;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings work to an end whose build cannot: freestyle builds that died with the controller, Pipelines that were not resumed, and
 * builds that were aborted while their agent was away. Its program is asked to stop, what that left is removed, and the build told.
 */
@Extension
public class OrphanCleanup extends AsyncPeriodicWork {
    private static final Logger LOG = Logger.getLogger(OrphanCleanup.class.getName());
    private static final long EVERY_MILLIS = 30_000;
    private static final long FIRST_AFTER_MILLIS = 5_000;

    private final Retries retries;
    private final Supplier<TaskRegistry> registry;
    private final Executor threads;

    /** Work of builds that Jenkins has not loaded, said once. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    public OrphanCleanup() {
        this(TaskRegistry::get, Computer.threadPoolForRemoting, System::currentTimeMillis);
    }

    /** @param clock milliseconds since the epoch */
    OrphanCleanup(Supplier<TaskRegistry> registry, Executor threads, LongSupplier clock) {
        super("AMI Bakery: dead work");
        this.registry = registry;
        this.threads = threads;
        this.retries = new Retries(clock);
    }

    @Override
    public final long getRecurrencePeriod() {
        return EVERY_MILLIS;
    }

    @Override
    public final long getInitialDelay() {
        return FIRST_AFTER_MILLIS;
    }

    @Override
    protected final Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected final void execute(TaskListener listener) {
        TaskRegistry running = registry.get();
        for (RegisteredTask work : running.all()) {
            if (!retries.isDue(work.state.id)) {
                continue;
            }
            Run<?, ?> run = build(work);
            if (isDead(work, run) && running.hold(work.state.id, new Object())) {
                threads.execute(() -> finish(work, run));
            }
        }
    }

    /** Its build; null when there is none. */
    Run<?, ?> build(RegisteredTask work) {
        return work.build();
    }

    /** Where it is brought to an end. */
    OrphanContext site(RegisteredTask work, Run<?, ?> run) {
        return new OrphanContext(work, run, registry.get());
    }

    /** Whether no build will ever bring it to an end; a Pipeline that may still resume will, whatever it is asked to do. */
    private boolean isDead(RegisteredTask work, Run<?, ?> run) {
        if (work.state.left) {
            return true;
        }
        if (run != null) {
            return !run.isBuilding();
        }
        boolean may = work.mayComeBack();
        if (may) {
            retries.tried(work.state.id);
        }
        if (may && told.add(work.state.id)) {
            LOG.warning(() -> "The " + work.order.noun() + " " + work.state.id + " is not touched: its build is in "
                    + work.directory + ", but Jenkins has not loaded it.");
        }
        return !may;
    }

    /** Nothing is so much as asked to stop before that is known. */
    private boolean isOurs(RegisteredTask work, OrphanContext site) throws InterruptedException {
        Custody custody = new Custody(work.state, site, System::currentTimeMillis);
        try {
            boolean lost = site.standing(work.state.node) == NodeLookup.Standing.REMOVED;
            Custody.Verdict verdict =
                    lost ? custody.isOfThisHome() ? Custody.Verdict.OURS : Custody.Verdict.ANOTHERS : custody.verdict();
            if (verdict != Custody.Verdict.OURS && told.add(work.state.id + " " + custody.whose())) {
                LOG.warning(() -> "The " + work.order.noun() + " " + work.state.id + " is not touched: it belongs to "
                        + custody.whose() + ".");
            }
            return verdict == Custody.Verdict.OURS;
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> "Whose " + work.state.id + " is, cannot be asked");
            return false;
        }
    }

    @SuppressWarnings("try")
    private void finish(RegisteredTask work, Run<?, ?> run) {
        OrphanContext site = site(work, run);
        TaskState state = work.state;
        state.end = null;
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            if (!site.isThere()) {
                return;
            }
            retries.tried(state.id);
            if (!isOurs(work, site)) {
                return;
            }
            if (!state.stopping()) {
                state.spared = true;
                state.stop("Jenkins was restarted, and the build could not go on", System.currentTimeMillis());
                site.say("Jenkins was restarted, and this build cannot go on: its " + work.order.noun() + " " + state.id
                        + " is cancelled and cleaned up.");
            }
            LongTask going = work.order.work(state, site);
            for (long pause = 0; pause != LongTask.OVER; pause = going.advance()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, e, () -> "Dead: " + state.id);
        } finally {
            if (state.stage == TaskState.Stage.DONE) {
                retries.forget(state.id);
            }
            registry.get().release(state);
        }
    }
}
