package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeJob;
import io.jenkins.plugins.amibakery.engine.rebake.SourceState;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.results.history.AmiSighting;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.BakeHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job in a round: looks into its history, asks its source control, writes its log, and starts it. */
final class DueJob implements RebakeJob {
    private final Job<?, ?> job;
    private final RebakeTrigger trigger;
    private final CheckTarget place;
    private final LastBakes last;
    private final Instant now;
    private final Starter starter;
    private final boolean dry;

    /** @param dry whether it is only to be seen what would happen */
    DueJob(Job<?, ?> job, RebakeTrigger trigger, Instant now, Starter starter, boolean dry) {
        this.job = job;
        this.trigger = trigger;
        this.now = now;
        this.starter = starter;
        this.dry = dry;
        this.last = new LastBakes(job);
        this.place = CheckTarget.of(trigger, job, last.endpoint());
    }

    CheckTarget place() {
        return place;
    }

    @Override
    public JobFacts facts() {
        return last.facts(trigger.maxAge(), trigger.freshFor());
    }

    @Override
    public SourceState source() {
        return SourceLook.of(job, last.current());
    }

    @Override
    public void decided(Survey survey, RebakeDecision decision) {
        try {
            remember(survey);
            RebakeMemory memory = RebakeMemory.of(job);
            String outcome = outcome(decision, memory.failures());
            memory.add(new RebakeCheck(now.toEpochMilli(), place.shown(), decision, outcome));
        } catch (IOException e) {
            throw new UncheckedIOException("What the trigger saw of " + job.getFullName() + " was not saved", e);
        }
    }

    private String outcome(RebakeDecision decision, int failures) {
        if (decision.isDue()) {
            return trigger.isStopped(failures)
                    ? Messages.DueJob_stopped(failures)
                    : dry ? Messages.DueJob_would() : starter.start(job, decision, now);
        }
        String problems = String.join("; ", decision.problems());
        if (decision.isBlind()) {
            return Messages.DueJob_blind(problems, place.asker());
        }
        if (!problems.isEmpty()) {
            return Messages.DueJob_partly(problems, place.asker());
        }
        return trigger.getMaxAge() == null ? Messages.DueJob_nothingButPackages() : Messages.DueJob_nothing();
    }

    /** The pages of AMIs show how each was last seen, and what is newer than its packages. */
    private void remember(Survey survey) throws IOException {
        List<String> seen = last.current().stream()
                .filter(entry -> last.look(entry, survey, now).isPresent()
                        || entry.getAmis().stream()
                                .anyMatch(ami -> state(ami, survey).isPresent()))
                .map(BakeEntry::getBakeId)
                .toList();
        BakeHistory.of(job).update(seen, entry -> {
            List.copyOf(entry.getAmis()).forEach(ami -> see(entry, ami, survey));
            last.look(entry, survey, now).ifPresent(entry::looked);
        });
    }

    private void see(BakeEntry entry, AmiSighting ami, Survey survey) {
        state(ami, survey).ifPresent(state -> entry.seen(ami.getRegion(), ami.getId(), state, now.toEpochMilli()));
    }

    /** Nothing when the cloud was not asked for it. */
    private static Optional<String> state(AmiSighting ami, Survey survey) {
        return LastBakes.made(ami).flatMap(survey::ami).map(AmiStatus::state);
    }

    @Override
    public String toString() {
        return job.getFullName();
    }
}
