package io.jenkins.plugins.amibakery.schedule;

import io.jenkins.plugins.amibakery.agent.EngineCall;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.rebake.PackageSurvey;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeJob;
import io.jenkins.plugins.amibakery.engine.rebake.SurveyPackages;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has repositories of packages asked: once by each agent, for all jobs together, whoever's AWS identities they use. The controller calls AWS
 * alone, so it asks none.
 */
final class PackageLooks {
    private static final Logger LOG = Logger.getLogger(PackageLooks.class.getName());

    private PackageLooks() {}

    static Map<CheckTarget, PackageSurvey> of(Map<CheckTarget, ? extends Collection<? extends RebakeJob>> places) {
        return of(places, PackageLooks::ask);
    }

    /** @param asker asks from an agent, by its name, about images */
    static Map<CheckTarget, PackageSurvey> of(
            Map<CheckTarget, ? extends Collection<? extends RebakeJob>> places,
            BiFunction<String, Set<ImageRecord>, PackageSurvey> asker) {
        Map<String, Set<ImageRecord>> images = new HashMap<>();
        places.forEach((place, jobs) ->
                jobs.forEach(job -> images.computeIfAbsent(place.agent(), agent -> new LinkedHashSet<>())
                        .addAll(images(job))));
        Map<String, PackageSurvey> answers = new HashMap<>();
        images.forEach((agent, held) ->
                answers.put(agent, agent.isEmpty() || held.isEmpty() ? PackageSurvey.NONE : asker.apply(agent, held)));
        Map<CheckTarget, PackageSurvey> found = new HashMap<>();
        places.keySet()
                .forEach(place -> found.put(
                        place,
                        place.refusal().isEmpty()
                                ? answers.get(place.agent())
                                : PackageSurvey.unasked(place.refusal())));
        return found;
    }

    private static Set<ImageRecord> images(RebakeJob job) {
        Set<ImageRecord> images = new LinkedHashSet<>();
        try {
            job.facts()
                    .bakes()
                    .forEach(bake -> images.addAll(bake.contents().images().values()));
        } catch (RuntimeException e) {
            // The round says so.
            LOG.log(Level.FINE, e, () -> "What " + job + " has baked is not known");
        }
        return images;
    }

    private static PackageSurvey ask(String agent, Set<ImageRecord> images) {
        try {
            Optional<AskedAgent> there = AskedAgent.of(agent);
            return there.isEmpty()
                    ? PackageSurvey.unasked(AskedAgent.gone(agent))
                    : there.get()
                            .answer(
                                    new EngineCall<>(
                                            new SurveyPackages(images, ""),
                                            there.get().identity(),
                                            null),
                                    PackageSurvey.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PackageSurvey.unasked("it was interrupted");
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Repositories could not be asked from the agent " + agent);
            return PackageSurvey.unasked("repositories could not be asked from the agent " + agent + ": " + e);
        }
    }
}
