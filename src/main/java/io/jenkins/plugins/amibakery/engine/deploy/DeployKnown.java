package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.Serializable;

/**
 * What was known of a deployment before Runway began.
 *
 * @param scope what it works on
 * @param runwayVersion which Runway it is; empty when that is not known
 * @param files what was told of the files it is made from; empty unless it is a plan or a deployment
 * @param amiBefore the AMI that its stacks named; empty when they named none or several, or nobody could be asked
 */
public record DeployKnown(DeployScope scope, String runwayVersion, String files, String amiBefore)
        implements Serializable {
    public DeployKnown {
        Limits.text("the version of Runway", runwayVersion, Limits.BUILD_NAME);
        Limits.text("the id of an AMI", amiBefore, Limits.AMI_NAME);
    }

    /** What a plan told. */
    public static DeployKnown of(DeployPlan plan, String amiBefore) {
        return new DeployKnown(plan.scope(), plan.runwayVersion(), plan.files(), amiBefore);
    }

    /** The same with what runway.yml tells. */
    public DeployKnown with(DeployScope found) {
        return new DeployKnown(found, runwayVersion, files, amiBefore);
    }
}
