package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.engine.runway.PlanFiles;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFailures;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The use case "deploy", in two pure halves: what to run, and what came of it. */
public final class Deploy {
    private Deploy() {}

    /**
     * Decides what to run. Reads runway.yml, the modules and, for a plan, the files it is made from; starts nothing and may be
     * repeated.
     *
     * @param inherited the variables Runway inherits, beside those of the request
     * @throws DeployFailedException when the request cannot succeed: a module, environment, region or variable that is missing, an
     *     image of another region, a Runway that is too old
     */
    public static DeployPlan plan(DeployRequest request, Map<String, String> inherited, RunwayVersion version) {
        if (version.compareTo(RunwayVersion.OLDEST) < 0) {
            throw new DeployFailedException(
                    DeployFailureCause.RUNWAY_TOO_OLD, request.runway() + " is Runway " + version + ", too old");
        }
        RunwaySelection selection = RunwayFile.read(request, inherited).check(request);
        checkImage(request, selection.regions());
        CommandLine command = RunwayCommands.run(request, selection.tags());
        return new DeployPlan(
                request.directory(),
                command.words(),
                command.environment(),
                selection.scope(),
                version.toString(),
                request.action() == DeployAction.PLAN ? PlanFiles.digest(selection) : "");
    }

    /**
     * What a request works on, as far as it can still be found out.
     *
     * @return {@link DeployScope#unknown} when its files no longer fit it
     */
    public static DeployScope scope(DeployRequest request, Map<String, String> inherited) {
        try {
            return RunwayFile.read(request, inherited).check(request).scope();
        } catch (DeployFailedException e) {
            return DeployScope.unknown();
        }
    }

    /** An image of one region does not exist in another; a region that only Runway knows is not judged. */
    private static void checkImage(DeployRequest request, Set<String> regions) {
        String home = request.amiRegion();
        if (!home.isEmpty() && regions.stream().allMatch(Region::isRegion) && !regions.contains(home)) {
            throw new DeployFailedException(
                    DeployFailureCause.REGION_NOT_ALLOWED,
                    request.ami() + " is in " + home + ", and runway.yml deploys to " + String.join(", ", regions));
        }
    }

    /**
     * Refuses to go on from a plan that is not the approved one.
     *
     * @param approved what somebody approved
     * @param now the plan as it is at this moment
     * @throws DeployFailedException that names what has moved, or why the plan cannot be approved at all
     */
    public static void requireApproved(PlanDigest approved, PlanDigest now) {
        requireWhole(approved);
        requireWhole(now);
        List<String> moved = now.moved(approved);
        if (!moved.isEmpty()) {
            throw new DeployFailedException(
                    DeployFailureCause.PLAN_CHANGED, "Since the approval: " + String.join("; ", moved));
        }
    }

    private static void requireWhole(PlanDigest plan) {
        if (!plan.isWhole()) {
            throw new DeployFailedException(
                    DeployFailureCause.PLAN_INCOMPLETE, "The plan is incomplete: " + String.join("; ", plan.gaps()));
        }
    }

    /** What failed without a reason because Runway was killed. */
    private static DeployFailure explained(DeployFailure failure, CommandOutcome outcome) {
        boolean unexplained =
                failure.cause() == DeployFailureCause.UNKNOWN || failure.cause() == DeployFailureCause.MODULE_FAILED;
        return unexplained && outcome.signal().isPresent()
                ? new DeployFailure(failure.where(), failure.cause(), outcome.told("Runway"))
                : failure;
    }

    /**
     * Judges a run, before the cloud is asked.
     *
     * @param outcome how Runway ended
     * @param facts what its output told
     */
    public static DeployReport conclude(
            DeployRequest request, DeployScope scope, CommandOutcome outcome, RunwayFacts facts) {
        List<DeployFailure> failures = new ArrayList<>();
        if (outcome.cancelled()) {
            failures.add(DeployFailure.of(
                    DeployFailureCause.CANCELLED, "The " + request.action().word() + " was cancelled"));
        } else if (!outcome.succeeded()) {
            RunwayFailures.of(facts, scope).forEach(failure -> failures.add(explained(failure, outcome)));
            if (failures.isEmpty()) {
                failures.add(DeployFailure.of(DeployFailureCause.UNKNOWN, outcome.told(request.runway())));
            }
        } else if (nothingDone(request, facts)) {
            failures.add(DeployFailure.of(
                    DeployFailureCause.NOTHING_DONE,
                    "Nothing was done for " + request.environment() + ": " + String.join("; ", facts.skipped())));
        }
        DeployOutcome ended = failures.isEmpty()
                ? DeployOutcome.SUCCESS
                : outcome.cancelled() ? DeployOutcome.CANCELLED : DeployOutcome.FAILURE;
        return new DeployReport(
                request.action(),
                request.environment(),
                request.ami().isEmpty() ? Optional.empty() : Optional.of(new AmiId(request.ami())),
                ended,
                facts.stacks(),
                failures,
                facts.locks(),
                scope.unread(),
                outcome.duration());
    }

    private static boolean nothingDone(DeployRequest request, RunwayFacts facts) {
        return request.action() != DeployAction.DESTROY
                && facts.stacks().isEmpty()
                && !facts.skipped().isEmpty()
                && facts.modulesDone() == 0;
    }
}
