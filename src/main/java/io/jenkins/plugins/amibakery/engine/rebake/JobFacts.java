package io.jenkins.plugins.amibakery.engine.rebake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a job has baked.
 *
 * @param bakes one for each recipe that it bakes nowadays; empty when none was ever baked
 * @param builtWithoutBake whether it ended well and yet baked nothing
 * @param maxAge how old its AMIs may grow; empty for any age
 * @param freshFor how old they may grow without being looked at for newer packages and for what is not known of them; empty when newer
 *     packages are a reason at once, and what is not known is none
 */
public record JobFacts(
        List<LastBake> bakes, boolean builtWithoutBake, Optional<Duration> maxAge, Optional<Duration> freshFor) {
    public JobFacts {
        bakes = List.copyOf(bakes);
    }
}
