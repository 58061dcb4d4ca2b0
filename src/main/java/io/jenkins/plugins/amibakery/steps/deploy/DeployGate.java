package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.results.history.TestedAmi;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Refuses an AMI that did not pass its test where the administrator protects the environment. Nothing in a Jenkinsfile gets around it: what
 * counts is decided here, on the controller, and signed.
 */
record DeployGate(Predicate<String> isProtected, Function<String, Optional<TestResult.Told>> tests) {
    static DeployGate ofThisController() {
        return new DeployGate(environment -> AmiBakeryConfiguration.get().isProtected(environment), TestedAmi::of);
    }

    /**
     * Requires that each AMI of a deployment passed.
     *
     * @param ami the one it is about; null for none
     * @param parameters values that modules read, which may name AMIs too
     * @throws DeployFailedException {@link DeployFailureCause#NOT_TESTED} with the AMI, and what its test came to
     */
    void require(DeployAction action, String environment, String ami, Collection<String> parameters) {
        if (action != DeployAction.DEPLOY || !isProtected.test(environment)) {
            return;
        }
        Set<String> amis = new LinkedHashSet<>();
        if (ami != null) {
            amis.add(ami);
        }
        parameters.stream().map(String::strip).filter(AmiId::isAmiId).forEach(amis::add);
        for (String one : amis) {
            Optional<TestResult.Told> told = tests.apply(one);
            if (!told.map(TestResult.Told::passed).orElse(false)) {
                throw new DeployFailedException(
                        DeployFailureCause.NOT_TESTED,
                        environment + " is protected, and " + one + " did not pass a test: "
                                + told.map(TestResult.Told::line).orElse("none is attested"));
            }
        }
    }
}
