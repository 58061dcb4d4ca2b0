package io.jenkins.plugins.amibakery.schedule;

import hudson.model.Job;
import hudson.model.TaskListener;
import hudson.scm.PollingResult;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.MadeAmi;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.RebakeJob;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.SourceState;
import io.jenkins.plugins.amibakery.engine.bakery.rebake.Survey;
import io.jenkins.plugins.amibakery.results.BakeEntry;
import io.jenkins.plugins.amibakery.results.BakeHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.triggers.SCMTriggerItem;

/** A job in a round: looks into its history, asks its source control, writes its log, and starts it. */
final class DueJob implements RebakeJob {
    private final Job<?, ?> job;
    private final RebakeTrigger trigger;
    private final CheckPlace place;
    private final LastBakes last;
    private final Instant now;
    private final Starter starter;

    DueJob(Job<?, ?> job, RebakeTrigger trigger, Instant now, Starter starter) {
        this.job = job;
        this.trigger = trigger;
        this.now = now;
        this.starter = starter;
        this.last = new LastBakes(job);
        this.place = CheckPlace.of(trigger, job, last.endpoint());
    }

    CheckPlace place() {
        return place;
    }

    @Override
    public JobFacts facts() {
        return last.facts(trigger.maxAge());
    }

    @Override
    public SourceState source() {
        SCMTriggerItem item = SCMTriggerItem.SCMTriggerItems.asSCMTriggerItem(job);
        if (item == null || job.getLastBuild() == null) {
            return new SourceState(false, "There is no build to compare source control with.");
        }
        PollingResult result = item.poll(TaskListener.NULL);
        return result.hasChanges()
                ? new SourceState(true, "source changed since the last build")
                : new SourceState(false, "Source control has nothing new.");
    }

    @Override
    public void decided(Survey survey, RebakeDecision decision) {
        try {
            remember(survey);
            RebakeMemory memory = RebakeMemory.of(job);
            String outcome = outcome(decision, memory.failures());
            memory.add(new RebakeLook(now.toEpochMilli(), place.shown(), decision, outcome));
        } catch (IOException e) {
            throw new UncheckedIOException("What the trigger saw of " + job.getFullName() + " was not saved", e);
        }
    }

    private String outcome(RebakeDecision decision, int failures) {
        if (!decision.isDue()) {
            return Messages.DueJob_nothing();
        }
        if (trigger.isStopped(failures)) {
            return Messages.DueJob_stopped(failures);
        }
        return starter.start(job, decision);
    }

    /** The pages of AMIs show how each was last seen. */
    private void remember(Survey survey) throws IOException {
        for (BakeEntry entry : last.current()) {
            Map<MadeAmi, String> states = entry.getAmis().stream()
                    .flatMap(ami -> LastBakes.made(ami).stream())
                    .filter(ami -> survey.ami(ami).isPresent())
                    .collect(Collectors.toMap(
                            ami -> ami,
                            ami -> survey.ami(ami).orElseThrow().state(),
                            (one, same) -> one,
                            HashMap::new));
            if (!states.isEmpty()) {
                BakeHistory.of(job)
                        .update(
                                entry.getBakeId(),
                                kept -> states.forEach((ami, state) ->
                                        kept.seen(ami.region().code(), ami.id().value(), state, now.toEpochMilli())));
            }
        }
    }

    @Override
    public String toString() {
        return job.getFullName();
    }
}
