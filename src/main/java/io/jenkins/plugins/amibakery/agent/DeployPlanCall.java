package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.bakery.DeployPlan;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import jenkins.MasterToSlaveFileCallable;

/** Plans a deployment where its runway.yml is, in the workspace. Changes nothing, and may be repeated. */
public final class DeployPlanCall extends MasterToSlaveFileCallable<DeployPlanAnswer> {
    private static final long serialVersionUID = 1L;

    private final RemoteDeploy deploy;
    private final RemoteIdentity identity;
    private final String version;

    /** @param version what {@code runway --version} printed */
    public DeployPlanCall(RemoteDeploy deploy, RemoteIdentity identity, String version) {
        this.deploy = deploy;
        this.identity = identity;
        this.version = version;
    }

    @Override
    public DeployPlanAnswer invoke(File workspace, VirtualChannel channel) {
        try {
            return plan(Selected.of(deploy, identity, workspace.toPath()));
        } catch (BakeFailedException e) {
            return DeployPlanAnswer.refused(e.failure().lineInJenkins());
        } catch (DeployFailedException e) {
            return DeployPlanAnswer.refused(e.failure().lineInJenkins());
        } catch (IllegalArgumentException e) {
            return DeployPlanAnswer.refused(e.getMessage());
        }
    }

    private DeployPlanAnswer plan(Selected wanted) {
        RunwayVersion runway = RunwayVersion.read(version)
                .orElseThrow(() -> new DeployFailedException(
                        DeployFailureCause.RUNWAY_MISSING, "'" + deploy.runway() + "' does not answer as runway does"));
        DeployPlan plan = Deploy.plan(wanted.request(), wanted.file(), runway);
        checkImage(plan.selection());
        AwsAccess access = identity.access(wanted.request().endpoint());
        Optional<Region> region = wanted.request().region().or(access::region);
        TreeMap<String, String> environment = new TreeMap<>(plan.command().environment());
        environment.putAll(AwsIdentity.environmentOf(access, region));
        return new DeployPlanAnswer(
                null,
                plan.command().directory().toString(),
                new ArrayList<>(plan.command().words()),
                plan.command().toString(),
                environment,
                things(plan.selection()),
                new ArrayList<>(plan.selection().unread()));
    }

    /** An image of one region does not exist in another; a region that only Runway knows is not judged. */
    private void checkImage(RunwaySelection selection) {
        Set<String> regions = selection.regions();
        boolean known = regions.stream().allMatch(Region::isRegion);
        if (!deploy.amiRegion().isEmpty() && known && !regions.contains(deploy.amiRegion())) {
            throw new DeployFailedException(
                    DeployFailureCause.REGION_NOT_ALLOWED,
                    deploy.ami() + " is in " + deploy.amiRegion() + ", and runway.yml deploys to "
                            + String.join(", ", regions));
        }
    }

    /** Locks and stacks are the same wherever they are spoken of; a module that has neither is known by its place alone. */
    private static ArrayList<String> things(RunwaySelection selection) {
        List<String> things = new ArrayList<>();
        selection.locks().forEach(lock -> things.add("graph s3://" + lock.bucket() + "/" + lock.key()));
        selection.stackNames().forEach((place, name) -> things.add("stack " + place + " " + name));
        selection.modules().forEach(name -> things.add("module " + selection.directory() + " " + name));
        return new ArrayList<>(things);
    }
}
