package io.jenkins.plugins.amibakery.engine.bake;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.List;

/**
 * Loads, while a program works, what its conclusion will need: on an agent that is new the classes of the AWS SDK have to come from
 * the controller first. Sends nothing to AWS.
 *
 * @param regions codes of the regions that will be asked
 */
public record WarmUpCalls(List<String> regions) implements UseCase<Integer> {
    public WarmUpCalls {
        regions = List.copyOf(regions);
    }

    /** @return how many regions are ready */
    @Override
    public Integer run(Workplace place, Cloud cloud) throws InterruptedException {
        for (String code : regions) {
            cloud.warmUp(new Region(code)).join();
        }
        return regions.size();
    }
}
