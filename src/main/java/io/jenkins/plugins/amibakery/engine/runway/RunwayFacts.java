package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.util.List;
import java.util.Map;

/**
 * What Runway's output told.
 *
 * @param stacks every stack, in the order of its first mention
 * @param locks locks taken and not given back
 * @param skipped modules that were passed over, with Runway's reason
 * @param unfinished modules that began and did not end well, as {@code deployment.module (region)}
 * @param errors lines Runway marks as errors and last words of exceptions, in order; not those of stacks
 * @param plans for each planned stack, by {@code region/full name}, the digest of its part of the plan
 * @param gaps why a plan is not whole; empty for a whole one
 * @param modulesDone how many modules ended well
 */
public record RunwayFacts(
        List<StackVerdict> stacks,
        List<GraphLock> locks,
        List<String> skipped,
        List<String> unfinished,
        List<String> errors,
        Map<String, String> plans,
        List<String> gaps,
        int modulesDone) {
    public RunwayFacts {
        stacks = List.copyOf(stacks);
        locks = List.copyOf(locks);
        skipped = List.copyOf(skipped);
        unfinished = List.copyOf(unfinished);
        errors = List.copyOf(errors);
        plans = Map.copyOf(plans);
        gaps = List.copyOf(gaps);
    }
}
