package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the AMI that a deployment, or its plan, is given can be launched: else stacks are changed and rolled back for nothing. */
public final class GivenAmi {
    private GivenAmi() {}

    /**
     * Asks EC2 in each region of the stacks; one of them must have it. Asks nobody about a plan that tells already why it is not known.
     *
     * @return why it is not known, a sentence; empty when the AMI is there, or none was given
     * @throws DeployFailedException {@link DeployFailureCause#NO_AMI} when it is in none of them, or not available
     */
    public static String check(DeployRequest request, DeployPlan plan, Cloud cloud) {
        Set<Region> regions = regions(request, plan.scope(), cloud);
        if (!isLaunched(request) || !plan.unknown().isEmpty() || regions.isEmpty()) {
            return plan.unknown();
        }
        AmiId id = new AmiId(request.ami());
        List<Ami> found = new ArrayList<>();
        try {
            regions.forEach(region -> found.addAll(cloud.images().describe(region, List.of(id))));
        } catch (BakeFailedException e) {
            return unknown(request, e.failure().detail());
        }
        if (found.isEmpty()) {
            throw new DeployFailedException(
                    DeployFailureCause.NO_AMI,
                    id + " is not in "
                            + String.join(
                                    ", ", regions.stream().map(Region::code).toList())
                            + ", or this account does not see it");
        }
        Ami ami = found.get(0);
        if (ami.state() != AmiState.AVAILABLE) {
            throw new DeployFailedException(
                    DeployFailureCause.NO_AMI,
                    id + " in " + ami.region() + " is " + ami.state().word());
        }
        return "";
    }

    private static boolean isLaunched(DeployRequest request) {
        boolean launches = request.action() == DeployAction.DEPLOY || request.action() == DeployAction.PLAN;
        return launches && !request.ami().isEmpty();
    }

    /** That it is not known, and why, a sentence; empty when no AMI is launched. */
    static String unknown(DeployRequest request, String why) {
        return isLaunched(request) ? "Whether " + request.ami() + " is available is not known: " + why + "." : "";
    }

    private static Set<Region> regions(DeployRequest request, DeployScope scope, Cloud cloud) {
        Set<Region> regions = new TreeSet<>();
        scope.stackNames().keySet().stream()
                .map(place -> place.substring(0, Math.max(0, place.indexOf('/'))))
                .filter(Region::isRegion)
                .map(Region::new)
                .forEach(regions::add);
        if (regions.isEmpty()) {
            request.wantedRegion().or(cloud::region).ifPresent(regions::add);
        }
        return regions;
    }
}
