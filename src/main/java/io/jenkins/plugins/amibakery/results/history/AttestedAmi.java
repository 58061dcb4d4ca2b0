package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import java.util.Optional;

/** What is attested of an AMI by keys that count on this controller. May take seconds, so it is not for pages; what cannot be read is not known. */
public interface AttestedAmi {
    /** What the newest test of an AMI came to; empty when nothing is attested. */
    Optional<TestResult.Told> tested(String ami);

    /** What the newest deployment of an AMI to an environment came to; empty when nothing is attested. */
    Optional<DeployedAmi.Told> deployed(String ami, String environment);

    /** What this controller keeps. */
    AttestedAmi HERE = new KeptAttestations();
}
