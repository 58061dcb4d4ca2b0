package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.engine.attest.DeployedAmi;
import io.jenkins.plugins.amibakery.engine.attest.TestResult;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.results.history.AttestedAmi;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses what the administrator keeps out of a protected environment: AMIs that did not pass their test, or in another environment, and files that
 * take whatever is newest. Nothing in a Jenkinsfile gets around it: what counts is decided here, on the controller, and signed.
 *
 * @param required what an environment requires, as {@link AmiBakeryConfiguration#required} says
 */
record DeployGate(Function<String, Optional<String>> required, AttestedAmi attested) {
    static DeployGate ofThisController() {
        return new DeployGate(environment -> AmiBakeryConfiguration.get().required(environment), AttestedAmi.HERE);
    }

    /**
     * Why a deployment is refused.
     *
     * @param cause the remedy's
     * @param line for a person, without a full stop
     */
    record Refusal(DeployFailureCause cause, String line) {}

    /**
     * What becomes of a deployment.
     *
     * @param refusals why it is refused; none when it is not
     * @param taken what lets its AMIs in, a line each
     */
    record Judged(List<Refusal> refusals, List<String> taken) {}

    /**
     * @param amis all that the deployment names, each with the file that does, empty for none
     * @param newest where its files take whatever is newest, a line each
     */
    Judged judged(String environment, Map<String, String> amis, List<String> newest) {
        Optional<String> before = required.apply(environment);
        Judged all = new Judged(new ArrayList<>(), new ArrayList<>());
        if (before.isPresent()) {
            amis.forEach((ami, file) -> {
                String named = file.isEmpty() ? ami : file + " names " + ami + ", which";
                tested(ami, named, all);
                if (!before.get().isEmpty()) {
                    passed(ami, named, before.get(), all);
                }
            });
            newest.forEach(place -> all.refusals.add(new Refusal(DeployFailureCause.NOT_FIXED, place)));
        }
        return all;
    }

    private void tested(String ami, String named, Judged all) {
        Optional<TestResult.Told> told = attested.tested(ami);
        String line = told.map(TestResult.Told::line).orElse("none is attested");
        if (told.isPresent() && told.get().passed()) {
            all.taken.add(ami + ", " + line);
        } else {
            all.refusals.add(new Refusal(DeployFailureCause.NOT_TESTED, named + " did not pass a test: " + line));
        }
    }

    private void passed(String ami, String named, String before, Judged all) {
        Optional<DeployedAmi.Told> told = attested.deployed(ami, before);
        String line = told.map(DeployedAmi.Told::line).orElse("no deployment of it there is attested");
        if (told.isPresent() && told.get().passed()) {
            all.taken.add(ami + " in " + before + ", " + line);
        } else {
            all.refusals.add(new Refusal(
                    DeployFailureCause.NOT_PASSED_BEFORE, named + " did not pass in " + before + ": " + line));
        }
    }

    /**
     * Who had a deployment get past the gate that follows a plan; empty for nobody.
     *
     * @param plan of the same environment and build
     * @param approved the digest of the plan that the deployment has to follow; null for none
     * @param amis all that the deployment names
     */
    static Optional<OverrideRecord> override(DeploymentRecord plan, String approved, Collection<String> amis) {
        PlanRecord made = plan.getPlan();
        boolean same = made != null
                && (made.isWhole()
                        ? made.getDigest().equals(approved)
                        : plan.allAmis().containsAll(amis));
        return same ? Optional.ofNullable(plan.getOverride()) : Optional.empty();
    }

    /** @throws DeployFailedException with all of it in one line, unless there is none */
    static void require(String environment, List<Refusal> refusals) {
        if (!refusals.isEmpty()) {
            throw new DeployFailedException(refusals.get(0).cause(), line(environment, refusals));
        }
    }

    static String line(String environment, List<Refusal> refusals) {
        return environment + " is protected, and "
                + refusals.stream().map(Refusal::line).collect(Collectors.joining("; "));
    }
}
