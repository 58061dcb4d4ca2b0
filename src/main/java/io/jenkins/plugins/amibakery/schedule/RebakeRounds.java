package io.jenkins.plugins.amibakery.schedule;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Computer;
import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.rebake.PackageSurvey;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeRound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Gathers the jobs that are due in the same minute, and looks at all of them together. One round at a time. */
@Extension
@Restricted(NoExternalUse.class)
public final class RebakeRounds implements ExtensionPoint {
    private static final Logger LOG = Logger.getLogger(RebakeRounds.class.getName());

    /** Jenkins goes through its jobs one by one; with thousands it takes a while until all have said that they are due. */
    private static final int GATHER_SECONDS = 10;

    /** So many at a time ask their source control. */
    private static final int THREADS = 4;

    /** At most so many builds a minute are started. */
    private static final int PER_MINUTE =
            Math.max(1, Integer.getInteger("io.jenkins.plugins.amibakery.rebakesPerMinute", 6));

    private final Set<Job<?, ?>> due = new LinkedHashSet<>();
    private final Set<Job<?, ?>> dry = new LinkedHashSet<>();
    private final Starter starter =
            new Starter(new StartThrottle(Duration.ofMinutes(1).dividedBy(PER_MINUTE)));

    static RebakeRounds get() {
        return ExtensionList.lookupSingleton(RebakeRounds.class);
    }

    /** A job is looked at in the next round. */
    void due(Job<?, ?> job) {
        synchronized (due) {
            if (due.isEmpty()) {
                Timer.get().schedule(this::begin, GATHER_SECONDS, TimeUnit.SECONDS);
            }
            due.add(job);
        }
    }

    /** What a look now would see and decide goes to the job's log; no build is started. Back at once. */
    void dry(Job<?, ?> job) {
        synchronized (dry) {
            if (!dry.add(job)) {
                return;
            }
        }
        Computer.threadPoolForRemoting.execute(() -> {
            try {
                look(List.of(job), true);
            } finally {
                synchronized (dry) {
                    dry.remove(job);
                }
            }
        });
    }

    /** Whether such a look is under way. */
    boolean isDry(Job<?, ?> job) {
        synchronized (dry) {
            return dry.contains(job);
        }
    }

    private void begin() {
        Computer.threadPoolForRemoting.execute(this::look);
    }

    /** Those who come too late for this round start the next one. */
    private void look() {
        List<Job<?, ?>> jobs;
        synchronized (due) {
            jobs = new ArrayList<>(due);
            due.clear();
        }
        look(jobs, false);
    }

    private synchronized void look(List<Job<?, ?>> jobs, boolean isDry) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Instant now = Instant.now();
            Map<CheckTarget, List<DueJob>> places = byPlace(jobs, now, isDry);
            Map<CheckTarget, PackageSurvey> packages = PackageLooks.of(places);
            for (Map.Entry<CheckTarget, List<DueJob>> due : places.entrySet()) {
                CheckTarget place = due.getKey();
                new RebakeRound(
                                (queries, amis) -> place.ask(queries, amis).with(packages.get(place)),
                                threads,
                                RebakeRounds::broken)
                        .run(due.getValue(), now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<CheckTarget, List<DueJob>> byPlace(List<Job<?, ?>> jobs, Instant now, boolean isDry) {
        Map<CheckTarget, List<DueJob>> places = new LinkedHashMap<>();
        for (Job<?, ?> job : jobs) {
            RebakeTrigger trigger = RebakeTrigger.of(job);
            if (trigger == null) {
                continue;
            }
            try {
                DueJob due = new DueJob(job, trigger, now, starter, isDry);
                places.computeIfAbsent(due.place(), unused -> new ArrayList<>()).add(due);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, e, () -> "Whether to rebake " + job.getFullName() + " was not found out");
            }
        }
        return places;
    }

    private static void broken(Object job, Exception e) {
        LOG.log(Level.WARNING, e, () -> "Whether to rebake " + job + " was not found out");
    }
}
