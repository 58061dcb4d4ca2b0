package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.GraphLocks;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog;
import io.jenkins.plugins.amibakery.engine.cloud.StackCatalog.CloudStack;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.PlanDigest;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFailures;
import io.jenkins.plugins.amibakery.engine.runway.RunwayLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the cloud tells after Runway has ended, all its processes with it: how the stacks are, what failed first, and which locks are
 * left. Can be repeated without harm. What the cloud does not tell becomes a note; the report is never lost.
 */
final class DeployFinish {
    /** What a plan lacks when nothing of it was ever deployed. */
    private static final Set<DeployFailureCause> FIRST =
            Set.of(DeployFailureCause.BUCKET_MISSING, DeployFailureCause.UPSTREAM_MISSING);

    /** What CFNgin calls the stack of its own bucket, the only one that {@code runway init} makes. */
    private static final String BUCKET = "/cfngin-bucket";

    private final DeployRequest request;
    private final DeployKnown known;
    private final StackCatalog stacks;
    private final GraphLocks locks;

    DeployFinish(DeployRequest request, DeployKnown known, Cloud cloud) {
        this.request = request;
        this.known = known;
        this.stacks = cloud.stacks();
        this.locks = cloud.locks();
    }

    /**
     * The AMI that the stacks of a scope name in their parameters.
     *
     * @return empty when no stack names one, or they name several
     * @throws DeployFailedException when the cloud does not answer
     */
    static Optional<AmiId> amiNow(StackCatalog stacks, DeployScope scope) {
        Set<String> ids = new HashSet<>();
        scope.stackNames().forEach((place, name) -> {
            String region = place.substring(0, place.indexOf('/'));
            if (Region.isRegion(region) && !name.isEmpty()) {
                stacks.find(new Region(region), name).stream()
                        .filter(DeployFinish::isMade)
                        .flatMap(stack -> stack.parameters().values().stream())
                        .filter(AmiId::isAmiId)
                        .forEach(ids::add);
            }
        });
        return ids.size() == 1 ? Optional.of(new AmiId(ids.iterator().next())) : Optional.empty();
    }

    /** @param judged why Runway's run is not a success; empty when it is one */
    DeployReport report(RunwayEnd end, RunwayLog log, List<DeployFailure> judged) {
        RunwayFacts facts = log.facts();
        List<String> notes = new ArrayList<>();
        if (known.scope().equals(DeployScope.unknown())) {
            notes.add("runway.yml no longer fits this run, so status and outputs of its stacks are not known.");
        }
        List<DeployedStack> seen = new StackLook(stacks, notes).at(known.scope(), request.action(), facts.stacks());
        GraphLockCleanup left = new GraphLockCleanup(locks, known.scope(), notes);
        left.settle(facts.locks(), end.cancelled());
        List<DeployFailure> failures = new ArrayList<>();
        judged.forEach(failure -> failures.add(end.explaining(told(failure, seen, left))));
        if (request.action() == DeployAction.DEPLOY) {
            failures.addAll(contradictions(seen));
        }
        boolean first = request.action() == DeployAction.PLAN && isFirst(notes);
        if (first && failures.stream().map(DeployFailure::cause).allMatch(FIRST::contains)) {
            failures.clear();
        }
        DeployOutcome outcome = failures.isEmpty()
                ? DeployOutcome.SUCCESS
                : end.cancelled() ? DeployOutcome.CANCELLED : DeployOutcome.FAILURE;
        return new DeployReport(
                run(end),
                outcome,
                seen,
                failures,
                new DeployReport.Locks(left.released(), left.kept()),
                known.scope().unread(),
                notes.stream().map(note -> Limits.cut(note, Limits.TEXT)).toList(),
                planned(end, log, first, failures.isEmpty()));
    }

    /** Whether none of the stacks is there, but for that of CFNgin's bucket beside others; not said when that is not known of one. */
    private boolean isFirst(List<String> notes) {
        Map<String, String> names = new HashMap<>(known.scope().stackNames());
        if (!names.keySet().stream().allMatch(place -> place.endsWith(BUCKET))) {
            names.keySet().removeIf(place -> place.endsWith(BUCKET));
        }
        try {
            return !names.isEmpty() && names.entrySet().stream().noneMatch(this::mayExist);
        } catch (DeployFailedException e) {
            notes.add("Whether this is a first deployment is not known: " + e.getMessage());
            return false;
        }
    }

    /** Not so one for which only a plan was made. */
    private static boolean isMade(CloudStack stack) {
        return !stack.status().equals("REVIEW_IN_PROGRESS");
    }

    private boolean mayExist(Map.Entry<String, String> stack) {
        String region = stack.getKey().substring(0, stack.getKey().indexOf('/'));
        return stack.getValue().isEmpty()
                || !Region.isRegion(region)
                || stacks.find(new Region(region), stack.getValue())
                        .filter(DeployFinish::isMade)
                        .isPresent();
    }

    /** What leaves the same image in place replaces none. */
    private DeployReport.Run run(RunwayEnd end) {
        boolean same =
                request.action() != DeployAction.DESTROY && known.amiBefore().equals(request.ami());
        return new DeployReport.Run(
                request.action(),
                request.environment(),
                request.ami(),
                same ? "" : known.amiBefore(),
                known.runwayVersion(),
                end.millis());
    }

    private PlannedDeploy planned(RunwayEnd end, RunwayLog log, boolean first, boolean good) {
        if (request.action() != DeployAction.PLAN) {
            return null;
        }
        PlanDigest digest = PlanDigest.of(
                request.environment(),
                request.ami(),
                known.files(),
                log.facts(),
                end.outcome().succeeded());
        return new PlannedDeploy(
                first && good && !digest.isWhole() ? digest.ofFirst() : digest, first, log.changes(), log.planTexts());
    }

    private DeployFailure told(DeployFailure failure, List<DeployedStack> seen, GraphLockCleanup left) {
        return switch (failure.cause()) {
            case LOCKED -> left.named(failure);
            case BUCKET_UNAVAILABLE -> identified(failure);
            default -> explained(failure, seen);
        };
    }

    /** A failure of a stack, with the first resource that failed, and rolled back where CloudFormation says so. */
    private static DeployFailure explained(DeployFailure failure, List<DeployedStack> seen) {
        return seen.stream()
                .filter(stack -> stack.verdict().status() == StackVerdict.Status.FAILED
                        && !stack.verdict().firstFailure().isEmpty()
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
    private DeployFailure identified(DeployFailure failure) {
        try {
            amiNow(stacks, known.scope());
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
    private static List<DeployFailure> contradictions(List<DeployedStack> seen) {
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
        List<DeployedStack> at(DeployScope scope, DeployAction action, List<StackVerdict> verdicts) {
            Map<String, String> names = scope.stackNames();
            boolean planned = action == DeployAction.PLAN;
            List<DeployedStack> seen = new ArrayList<>();
            boolean answered = true;
            if (!planned && !scope.equals(DeployScope.unknown())) {
                unnamed(names, verdicts);
            }
            for (StackVerdict verdict : verdicts) {
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

        /** Of a stack whose whole name is not known nothing can be asked, and none is guessed. */
        private void unnamed(Map<String, String> names, List<StackVerdict> verdicts) {
            List<String> unnamed = verdicts.stream()
                    .filter(verdict -> names.getOrDefault(verdict.region() + "/" + verdict.stack(), "")
                            .isEmpty())
                    .map(StackVerdict::place)
                    .distinct()
                    .toList();
            if (!unnamed.isEmpty()) {
                notes.add(
                        "What CloudFormation calls " + String.join(", ", unnamed)
                                + " is not known from the modules' files, so neither is its status, its outputs, the AMI it had or the first resource that failed.");
            }
        }

        private DeployedStack look(StackVerdict verdict, String name) {
            Region region = new Region(verdict.region());
            Optional<CloudStack> found = stacks.find(region, name);
            StackVerdict told = verdict;
            if (verdict.status() == StackVerdict.Status.FAILED
                    && verdict.firstFailure().isEmpty()
                    && found.isPresent()) {
                told = verdict.withFirstFailure(
                        Limits.cut(stacks.firstFailure(region, name).orElse(""), Limits.TEXT));
            }
            return new DeployedStack(
                    told,
                    name,
                    found.map(CloudStack::status).orElse(""),
                    found.map(CloudStack::outputs).orElse(Map.of()));
        }
    }
}
