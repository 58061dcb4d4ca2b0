package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;

/**
 * Plans a deployment where its runway.yml is. Changes nothing.
 *
 * @param request its relative paths count from the place it is planned at
 * @param version what {@code runway --version} printed
 */
public record PlanDeploy(DeployRequest request, String version) implements UseCase<DeployPlan> {
    @Override
    public DeployPlan run(Workplace place, Cloud cloud) {
        requireAnswer(cloud);
        RunwayVersion runway = RunwayVersion.of(request.runway(), version);
        DeployPlan plan = Deploy.plan(request.in(place.directory()), place.environment(), runway);
        return plan.unknown(GivenAmi.check(request, plan, cloud))
                .with(cloud.programEnvironment(request.wantedRegion().or(cloud::region)));
    }

    /**
     * Sees to it that Runway does not ask in vain.
     *
     * @throws DeployFailedException {@link DeployFailureCause#UNREACHABLE} when nothing is there to answer
     */
    public static void requireAnswer(Cloud cloud) {
        cloud.silence().ifPresent(why -> {
            throw new DeployFailedException(DeployFailureCause.UNREACHABLE, why);
        });
    }

    /** Gives no secret away. */
    @Override
    public String toString() {
        return "PlanDeploy[" + request + "]";
    }
}
