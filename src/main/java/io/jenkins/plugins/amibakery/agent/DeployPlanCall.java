package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.amibakery.engine.aws.AwsAccess;
import io.jenkins.plugins.amibakery.engine.aws.AwsIdentity;
import io.jenkins.plugins.amibakery.engine.bakery.Deploy;
import io.jenkins.plugins.amibakery.engine.bakery.DeployPlan;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.File;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** Plans a deployment where its runway.yml is, in the workspace. Changes nothing, and may be repeated. */
public final class DeployPlanCall extends MasterToSlaveFileCallable<DeployPlanAnswer> {
    private static final long serialVersionUID = 1L;

    private final DeployRequest deploy;
    private final RemoteIdentity identity;
    private final String version;

    /** @param version what {@code runway --version} printed */
    public DeployPlanCall(DeployRequest deploy, RemoteIdentity identity, String version) {
        this.deploy = deploy;
        this.identity = identity;
        this.version = version;
    }

    @Override
    public DeployPlanAnswer invoke(File workspace, VirtualChannel channel) {
        try {
            return plan(deploy.in(workspace.toPath()));
        } catch (BakeFailedException e) {
            return new DeployPlanAnswer(e.failure().lineInJenkins(), null);
        } catch (DeployFailedException e) {
            return new DeployPlanAnswer(e.failure().lineInJenkins(), null);
        } catch (IllegalArgumentException e) {
            return new DeployPlanAnswer(e.getMessage(), null);
        }
    }

    private DeployPlanAnswer plan(DeployRequest wanted) {
        DeployPlan plan = Deploy.plan(wanted, identity.environment(), RunwayVersion.of(deploy.runway(), version));
        AwsAccess access = identity.access(wanted.otherEndpoint());
        Optional<Region> region = wanted.wantedRegion().or(access::region);
        return new DeployPlanAnswer(null, plan.with(AwsIdentity.environmentOf(access, region)));
    }
}
