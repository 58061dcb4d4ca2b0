package io.jenkins.plugins.amibakery.agent;

import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bakery.Cloud;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * What alone is done on the controller for a bake whose agent is gone: AWS is asked for what packer left, and that is removed. It
 * opens no file, no lock and no workspace, and knows of none: names of files come from the template, and here they would mean files of
 * the controller. It never crosses to an agent, and may be repeated.
 */
public final class ControllerSweep implements Callable<FinishAnswer> {
    private final String bakeId;
    private final String endpoint;
    private final RemoteIdentity identity;
    private final RemoteTraces traces;
    private final RemoteWatch watch;
    private final List<String> regions;

    /**
     * A sweep.
     *
     * @param endpoint another EC2 endpoint than AWS's own, the administrator's; null for none
     * @param identity keys, and an environment that is the controller's own
     * @param watch what was known before packer ran, and what was seen while it ran
     * @param regions codes of the regions in which the bake may have left something
     */
    public ControllerSweep(
            String bakeId,
            String endpoint,
            RemoteIdentity identity,
            RemoteTraces traces,
            RemoteWatch watch,
            List<String> regions) {
        this.bakeId = bakeId;
        this.endpoint = endpoint;
        this.identity = identity;
        this.traces = traces;
        this.watch = watch;
        this.regions = List.copyOf(regions);
    }

    @Override
    public FinishAnswer call() throws InterruptedException {
        PackerFacts facts = traces.facts();
        TreeSet<Region> where = new TreeSet<>(facts.copyRegions());
        where.addAll(watch.regions(facts));
        regions.forEach(code -> where.add(new Region(code)));
        FinishAnswer answer = new FinishAnswer(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), RemotePackages.none());
        answer.failures().add(new RemoteFailure("", FailureCause.CANCELLED.name(), "The agent was removed"));
        try (Cloud cloud = new AwsCloud(identity.access(Optional.ofNullable(endpoint)))) {
            FinishCall.swept(cloud, watch.traces(bakeId, facts), where)
                    .forEach(leftover -> answer.leftovers().add(RemoteLeftover.of(leftover)));
        }
        return answer;
    }
}
