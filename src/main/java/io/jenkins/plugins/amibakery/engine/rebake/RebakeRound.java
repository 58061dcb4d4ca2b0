package io.jenkins.plugins.amibakery.engine.rebake;

import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** One look at many jobs together: the cloud is asked once for all of them, then each is decided of its own. */
public final class RebakeRound {
    /** Asks the cloud, under one identity. */
    @FunctionalInterface
    public interface Cloud {
        /** @return without what could not be asked */
        Survey ask(Set<BaseImageQuery> queries, Set<AmiRef> amis);
    }

    private final Cloud cloud;
    private final ExecutorService threads;
    private final BiConsumer<RebakeJob, Exception> broken;

    /**
     * A round.
     *
     * @param threads ask source control and take decisions, several jobs at a time
     * @param broken hears of a job that could not be decided; the others are not hindered
     */
    public RebakeRound(Cloud cloud, ExecutorService threads, BiConsumer<RebakeJob, Exception> broken) {
        this.cloud = cloud;
        this.threads = threads;
        this.broken = broken;
    }

    /**
     * Looks at all jobs; back when each is decided.
     *
     * @throws InterruptedException when it shall stop; what is not decided then stays so
     */
    public void run(Collection<? extends RebakeJob> jobs, Instant now) throws InterruptedException {
        Map<RebakeJob, JobFacts> facts = new LinkedHashMap<>();
        for (RebakeJob job : jobs) {
            try {
                facts.put(job, job.facts());
            } catch (RuntimeException e) {
                broken.accept(job, e);
            }
        }
        Survey survey = cloud.ask(queries(facts.values()), amis(facts.values()));
        Map<RebakeJob, Future<?>> decisions = new LinkedHashMap<>();
        facts.forEach((job, known) -> decisions.put(
                job, threads.submit(() -> job.decided(survey, Rebake.decide(known, survey, job::source, now)))));
        await(decisions);
    }

    private void await(Map<RebakeJob, Future<?>> decisions) throws InterruptedException {
        List<Future<?>> open = new ArrayList<>(decisions.values());
        try {
            for (Map.Entry<RebakeJob, Future<?>> decision : decisions.entrySet()) {
                try {
                    decision.getValue().get();
                } catch (ExecutionException e) {
                    broken.accept(decision.getKey(), e);
                }
                open.remove(0);
            }
        } finally {
            open.forEach(left -> left.cancel(true));
        }
    }

    private static Set<BaseImageQuery> queries(Collection<JobFacts> jobs) {
        Set<BaseImageQuery> queries = new LinkedHashSet<>();
        jobs.stream()
                .flatMap(job -> job.bakes().stream())
                .flatMap(bake -> bake.bases().stream())
                .filter(BaseUsed::canChange)
                .forEach(base -> queries.add(base.query()));
        return queries;
    }

    private static Set<AmiRef> amis(Collection<JobFacts> jobs) {
        Set<AmiRef> amis = new LinkedHashSet<>();
        jobs.stream().flatMap(job -> job.bakes().stream()).forEach(bake -> amis.addAll(bake.amis()));
        return amis;
    }
}
