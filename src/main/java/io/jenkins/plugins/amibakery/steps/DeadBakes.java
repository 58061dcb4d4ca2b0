package io.jenkins.plugins.amibakery.steps;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings bakes to an end whose build cannot: freestyle builds that died with the controller, Pipelines that were not resumed, and
 * builds that were aborted while their agent was away. Packer is asked to stop, what it left is removed, and the build told.
 */
@Extension
public final class DeadBakes extends AsyncPeriodicWork {
    private static final Logger LOG = Logger.getLogger(DeadBakes.class.getName());
    private static final long EVERY_MILLIS = 30_000;
    private static final long FIRST_AFTER_MILLIS = 5_000;

    public DeadBakes() {
        super("AMI Bakery: dead bakes");
    }

    @Override
    public long getRecurrencePeriod() {
        return EVERY_MILLIS;
    }

    @Override
    public long getInitialDelay() {
        return FIRST_AFTER_MILLIS;
    }

    @Override
    protected Level getNormalLoggingLevel() {
        return Level.FINE;
    }

    @Override
    protected void execute(TaskListener listener) {
        RunningBakes running = RunningBakes.get();
        for (RunningBake bake : running.all()) {
            Run<?, ?> run = Run.fromExternalizableId(bake.run);
            boolean dead = bake.state.stopping() || run == null || !run.isBuilding();
            if (dead && running.hold(bake.state.bakeId)) {
                Computer.threadPoolForRemoting.execute(() -> finish(bake, run));
            }
        }
    }

    @SuppressWarnings("try")
    private static void finish(RunningBake bake, Run<?, ?> run) {
        DeadSite site = new DeadSite(bake, run);
        BakeState state = bake.state;
        state.end = null;
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            if (!site.isThere()) {
                return;
            }
            if (!state.stopping()) {
                state.spared = true;
                state.stop(
                        "Jenkins was restarted, and the build of this bake could not go on",
                        System.currentTimeMillis());
                new Ledger(bake.parameters, state, site)
                        .say("Jenkins was restarted, and this build cannot go on: its bake " + state.bakeId
                                + " is cancelled and cleaned up.");
            }
            Baking baking = new Baking(bake.parameters, state, site);
            for (long pause = 0; pause != Baking.OVER; pause = baking.advance()) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Dead bake " + state.bakeId);
        } finally {
            RunningBakes.get().release(state);
        }
    }
}
