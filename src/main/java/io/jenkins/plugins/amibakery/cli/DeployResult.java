package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import java.util.Optional;

/**
 * What a run of Runway on this machine came to.
 *
 * @param finished the report, and what the cloud tells
 * @param version which Runway it was
 * @param replaced the AMI that the stacks named before; empty when they named none or several, a deployment left it
 *     in place, or nobody could be asked
 * @param plan what an approval would be given for; empty when nothing was planned
 */
record DeployResult(FinishedDeploy finished, String version, Optional<AmiId> replaced, Optional<PlanDigest> plan) {}
