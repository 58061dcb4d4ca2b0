package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.runway.PlanFiles;
import io.jenkins.plugins.amibakery.engine.runway.RunwayCommands;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFailures;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLog;
import io.jenkins.plugins.amibakery.engine.runway.RunwaySelection;
import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The use case "deploy" around a run of Runway, no matter who runs it: what to run, and the report. */
public final class Deploy {
    private static final Set<DeployAction> READS_FILES = EnumSet.of(DeployAction.PLAN, DeployAction.DEPLOY);

    private Deploy() {}

    /**
     * Decides what to run. Reads runway.yml, the modules and, for a plan or a deployment, the files it is made from; starts nothing and may be
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
                READS_FILES.contains(request.action()) ? PlanFiles.digest(selection) : "",
                selection.assumesRole() ? GivenAmi.unknown(request, "Runway assumes a role of runway.yml") : "");
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
     * Asks which AMI the stacks name, before a deployment replaces it, or that a plan would replace.
     *
     * @return empty when they name none or several, the cloud does not answer, or the request has to do with no stack
     */
    public static Optional<AmiId> amiBefore(DeployAction action, DeployScope scope, Cloud cloud) {
        if (action == DeployAction.INIT) {
            return Optional.empty();
        }
        try {
            return DeployFinish.amiNow(cloud.stacks(), scope);
        } catch (DeployFailedException e) {
            // Whatever is wrong is told by Runway, or at the end.
            return Optional.empty();
        }
    }

    /**
     * Concludes a run: judges what Runway said, asks the cloud how the stacks are, and settles CFNgin's locks. May be repeated from
     * its start; what the cloud does not tell becomes a note of the report.
     *
     * @param known what was known before Runway began
     * @param end how it ended, all its processes with it
     * @param log all that it said
     */
    public static DeployReport conclude(
            DeployRequest request, DeployKnown known, RunwayEnd end, RunwayLog log, Cloud cloud) {
        List<DeployFailure> judged = judged(request, known.scope(), end, log.facts());
        return new DeployFinish(request, known, cloud).report(end, log, judged);
    }

    /** Why Runway's run is not a success, as far as it tells itself; empty when it is one. */
    private static List<DeployFailure> judged(
            DeployRequest request, DeployScope scope, RunwayEnd end, RunwayFacts facts) {
        if (end.cancelled()) {
            return List.of(end.cancel("The " + request.action().word() + " was cancelled"));
        }
        if (!end.outcome().succeeded()) {
            List<DeployFailure> failures = RunwayFailures.of(facts, scope);
            return failures.isEmpty() ? List.of(end.unsaid(request.runway())) : failures;
        }
        boolean nothingDone = request.action() != DeployAction.DESTROY
                && facts.stacks().isEmpty()
                && !facts.skipped().isEmpty()
                && facts.modulesDone() == 0;
        return nothingDone
                ? List.of(DeployFailure.of(
                        DeployFailureCause.NOTHING_DONE,
                        Limits.cut(
                                "Nothing was done for " + request.environment() + ": "
                                        + String.join("; ", facts.skipped()),
                                Limits.TEXT)))
                : List.of();
    }
}
