package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.ActionWords;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one job has left in one environment, as far as its deployments tell. An image is regional, so an environment whose regions are deployed
 * one by one is several of these. Plans leave nothing, and one that found nothing tells that nothing is there.
 */
public final class EnvironmentState {
    private final String environment;
    private String region;

    /** What brought the AMI that is there; null when none is. */
    private DeploymentFacts bringer;

    /** What brought the AMI that was there before; null when none did. */
    private DeploymentFacts superseded;

    /** The last whole destruction, or plan that found nothing; null when there was none. */
    private DeploymentFacts emptied;

    /** The plan that since found another AMI there, which others deployed; null when none did. */
    private DeploymentFacts finder;

    /** What was done last, whatever the result. */
    private DeploymentFacts latest;

    private EnvironmentState(String environment, String region) {
        this.environment = environment;
        this.region = region;
    }

    /** The environments after all of some deployments, in the order of their first ones; the regions of one by their names. */
    static List<EnvironmentState> after(Collection<DeploymentFacts> deployments) {
        List<EnvironmentState> states = new ArrayList<>();
        deployments.stream()
                .filter(EnvironmentState::tellsSomething)
                .sorted(Comparator.comparingLong(DeploymentFacts::when).thenComparingInt(DeploymentFacts::build))
                .forEach(facts -> touched(states, facts).forEach(state -> state.apply(facts)));
        List<String> order =
                states.stream().map(EnvironmentState::environment).distinct().toList();
        states.sort(Comparator.<EnvironmentState>comparingInt(state -> order.indexOf(state.environment))
                .thenComparing(EnvironmentState::region));
        return states;
    }

    private static boolean tellsSomething(DeploymentFacts facts) {
        String action = facts.record().getAction();
        return action.equals(ActionWords.DEPLOY) || action.equals(ActionWords.DESTROY) || isLook(facts);
    }

    private static boolean isLook(DeploymentFacts facts) {
        return foundNothing(facts) || foundAmi(facts);
    }

    private static boolean foundAmi(DeploymentFacts facts) {
        return facts.record().isPlan() && facts.record().knowsReplacedAmi();
    }

    /** Whether it is a plan that found no stack: somebody else removed what was there. */
    private static boolean foundNothing(DeploymentFacts facts) {
        PlanRecord plan = facts.record().getPlan();
        return plan != null
                && plan.isFirst()
                && !facts.isPartial()
                && facts.record().getOutcome().equals(Status.SUCCESS);
    }

    /** A deployment of no single region touches all of the environment; the first one that tells its region tells it for what came before. */
    private static List<EnvironmentState> touched(List<EnvironmentState> states, DeploymentFacts facts) {
        String environment = facts.record().getEnvironment();
        String region = facts.record().getRegion();
        List<EnvironmentState> touched = new ArrayList<>(states);
        touched.removeIf(state -> !state.environment.equals(environment)
                || !(region.isEmpty() || state.region.isEmpty() || state.region.equals(region)));
        if (touched.isEmpty() && !isLook(facts)) {
            touched.add(new EnvironmentState(environment, region));
            states.addAll(touched);
        }
        return touched;
    }

    private void apply(DeploymentFacts facts) {
        if (foundNothing(facts)) {
            bringer = null;
            finder = null;
            emptied = facts;
            return;
        }
        if (foundAmi(facts)) {
            finder = facts.record().foundAmi().equals(ami()) ? null : facts;
            return;
        }
        latest = facts;
        region = region.isEmpty() ? facts.record().getRegion() : region;
        if (facts.is(ActionWords.DESTROY, Status.SUCCESS) && !facts.isPartial()) {
            bringer = null;
            finder = null;
            emptied = facts;
        }
        if (facts.is(ActionWords.DEPLOY, Status.SUCCESS)) {
            finder = null;
        }
        if (facts.is(ActionWords.DEPLOY, Status.SUCCESS)
                && !facts.record().getAmi().isEmpty()
                && !facts.record().getAmi().equals(ami())) {
            superseded = bringer;
            bringer = facts;
        }
    }

    public String environment() {
        return environment;
    }

    /** Empty when its deployments were of several regions, or never came so far. */
    public String region() {
        return region;
    }

    /** Empty when none is there, as far as is known. */
    public String ami() {
        return bringer == null ? "" : bringer.record().getAmi();
    }

    /** The deployment that brought the AMI which is there; null when none is. */
    public DeploymentFacts bringer() {
        return bringer;
    }

    /** The plan that since found another AMI there, which others deployed; null when none did. */
    public DeploymentFacts finder() {
        return finder;
    }

    /** What was done last, whatever the result. */
    public DeploymentFacts latest() {
        return latest;
    }

    /** Whether this environment, or some region of it, is meant. */
    boolean isOf(String otherEnvironment, String otherRegion) {
        return environment.equals(otherEnvironment)
                && (region.isEmpty() || otherRegion.isEmpty() || region.equals(otherRegion));
    }

    /** What has to be known to tell this, whichever of the others are forgotten. */
    Stream<DeploymentFacts> needed() {
        return Stream.of(bringer, superseded, emptied, finder, latest).filter(Objects::nonNull);
    }
}
