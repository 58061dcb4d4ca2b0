package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import java.util.Optional;

/** What is attested of an AMI by keys that count on this controller. May take seconds, so it is not for pages; what cannot be read is not known. */
public interface AttestedAmi {
    /** What the newest test of an AMI came to, or of its copies where none of it is attested; empty when nothing is attested. */
    Optional<TestResult.Told> tested(String ami);

    /** The same of its deployments to an environment. */
    Optional<DeployedAmi.Told> deployed(String ami, String environment);

    /** What this controller keeps. */
    AttestedAmi HERE = new KeptAttestations();
}
