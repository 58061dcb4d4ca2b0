package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Ends a test that nobody wants any more, and removes all that was made for it.
 *
 * @param region the code of the AMI's region
 * @param testId the test's id
 */
public record EndTest(String region, String testId) implements UseCase<ArrayList<Leftover>> {
    private static final Duration TO_END = Duration.ofMinutes(5);

    @Override
    public ArrayList<Leftover> run(Workplace place, Cloud cloud) throws InterruptedException {
        return new ArrayList<>(cloud.tests().end(new Region(region), testId, TO_END));
    }
}
