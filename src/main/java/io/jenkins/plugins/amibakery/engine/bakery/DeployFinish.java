package io.jenkins.plugins.amibakery.engine.bakery;

import io.jenkins.plugins.amibakery.engine.bakery.StackCatalog.CloudStack;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployReport;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.FinishedDeploy;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFailures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The use case "deploy" after Runway has ended, all its processes with it: reads how the stacks are, what failed first, and which
 * locks are left. Can be repeated without harm. What the cloud does not tell becomes a note; the report is never lost.
 */
public final class DeployFinish {
    private final StackCatalog stacks;
    private final GraphLocks locks;

    public DeployFinish(StackCatalog stacks, GraphLocks locks) {
        this.stacks = stacks;
        this.locks = locks;
    }

    /**
     * The AMI that the stacks of a scope name in their parameters; asked before a deployment, it is the one to be replaced.
     *
     * @return empty when no stack names one, or they name several
     * @throws DeployFailedException when the cloud does not answer
     */
    public static Optional<AmiId> amiNow(StackCatalog stacks, DeployScope scope) {
        Set<String> ids = new HashSet<>();
        scope.stackNames().forEach((place, name) -> {
            String region = place.substring(0, place.indexOf('/'));
            if (Region.isRegion(region)) {
                stacks.find(new Region(region), name).stream()
                        .flatMap(stack -> stack.parameters().values().stream())
                        .filter(AmiId::isAmiId)
                        .forEach(ids::add);
            }
        });
        return ids.size() == 1 ? Optional.of(new AmiId(ids.iterator().next())) : Optional.empty();
    }

    /** Looks at the cloud after a run that {@link Deploy#conclude} has judged. */
    public FinishedDeploy finish(DeployScope scope, DeployReport report) {
        List<String> notes = new ArrayList<>();
        List<DeployedStack> seen = new StackLook(stacks, notes).at(scope, report);
        LocksLeft left = new LocksLeft(locks, scope, notes);
        left.settle(report);
        List<DeployFailure> failures = new ArrayList<>();
        for (DeployFailure failure : report.failures()) {
            failures.add(
                    switch (failure.cause()) {
                        case LOCKED -> left.named(failure);
                        case BUCKET_UNAVAILABLE -> identified(failure, scope);
                        default -> explained(failure, seen);
                    });
        }
        failures.addAll(contradictions(report, seen));
        return new FinishedDeploy(
                new DeployReport(
                        report.action(),
                        report.environment(),
                        report.ami(),
                        report.outcome() == DeployOutcome.SUCCESS && !failures.isEmpty()
                                ? DeployOutcome.FAILURE
                                : report.outcome(),
                        seen.stream().map(DeployedStack::verdict).toList(),
                        failures,
                        left.kept(),
                        report.unread(),
                        report.duration()),
                seen,
                left.released(),
                notes);
    }

    /** A failure of a stack, with the first resource that failed, and rolled back where CloudFormation says so. */
    private static DeployFailure explained(DeployFailure failure, List<DeployedStack> seen) {
        return seen.stream()
                .filter(stack -> stack.verdict().status() == StackVerdict.Status.FAILED
                        && stack.verdict().firstFailure().isPresent()
                        && stack.verdict().place().equals(failure.where()))
                .findFirst()
                .map(stack -> {
                    boolean back = failure.cause() == DeployFailureCause.STACK_FAILED
                            && stack.status().endsWith("ROLLBACK_COMPLETE");
                    DeployFailureCause cause = back ? DeployFailureCause.STACK_ROLLED_BACK : failure.cause();
                    return new DeployFailure(failure.where(), cause, RunwayFailures.detail(stack.verdict(), cause));
                })
                .orElse(failure);
    }

    /** S3 refuses a bucket in the same way to somebody else and to nobody; CloudFormation tells which it is. */
    private DeployFailure identified(DeployFailure failure, DeployScope scope) {
        try {
            amiNow(stacks, scope);
            return failure;
        } catch (DeployFailedException e) {
            return e.failure().cause() == DeployFailureCause.CREDENTIALS
                    ? new DeployFailure(
                            failure.where(),
                            DeployFailureCause.CREDENTIALS,
                            e.failure().detail())
                    : failure;
        }
    }

    /** Stacks of which Runway says that all is well, and CloudFormation does not. */
    private static List<DeployFailure> contradictions(DeployReport report, List<DeployedStack> seen) {
        if (report.action() != DeployAction.DEPLOY) {
            return List.of();
        }
        return seen.stream()
                .filter(stack -> stack.verdict().status() == StackVerdict.Status.COMPLETE)
                .filter(stack ->
                        stack.status().contains("ROLLBACK") || stack.status().endsWith("FAILED"))
                .map(stack -> new DeployFailure(
                        stack.verdict().place(),
                        DeployFailureCause.STACK_FAILED,
                        "Runway calls it complete, CloudFormation calls it " + stack.status()))
                .toList();
    }

    /** Reads stacks, and of those that failed the first failing resource. */
    private record StackLook(StackCatalog stacks, List<String> notes) {
        List<DeployedStack> at(DeployScope scope, DeployReport report) {
            Map<String, String> names = scope.stackNames();
            boolean planned = report.action() == DeployAction.PLAN;
            List<DeployedStack> seen = new ArrayList<>();
            boolean answered = true;
            for (StackVerdict verdict : report.stacks()) {
                String name = names.getOrDefault(verdict.region() + "/" + verdict.stack(), "");
                DeployedStack stack = new DeployedStack(verdict, name, "", Map.of());
                if (answered && !planned && !name.isEmpty() && Region.isRegion(verdict.region())) {
                    try {
                        stack = look(verdict, name);
                    } catch (DeployFailedException e) {
                        // One line for all: the next stack would fail for the same reason, after as long a wait.
                        answered = false;
                        notes.add("Status and outputs of the stacks could not be read: " + e.getMessage());
                    }
                }
                seen.add(stack);
            }
            return seen;
        }

        private DeployedStack look(StackVerdict verdict, String name) {
            Region region = new Region(verdict.region());
            Optional<CloudStack> found = stacks.find(region, name);
            StackVerdict told = verdict;
            if (verdict.status() == StackVerdict.Status.FAILED
                    && verdict.firstFailure().isEmpty()
                    && found.isPresent()) {
                told = verdict.withFirstFailure(stacks.firstFailure(region, name));
            }
            return new DeployedStack(
                    told,
                    name,
                    found.map(CloudStack::status).orElse(""),
                    found.map(CloudStack::outputs).orElse(Map.of()));
        }
    }
}
