package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a run failed: each stack that did, with its cause; and what ended Runway beside that. */
public final class RunwayFailures {
    private RunwayFailures() {}

    /** @return empty when the output tells nothing */
    public static List<DeployFailure> of(RunwayFacts facts, DeployScope scope) {
        List<DeployFailure> failures = new ArrayList<>();
        facts.stacks().stream()
                .filter(stack -> stack.status() == StackVerdict.Status.FAILED)
                .forEach(stack -> failures.add(ofStack(stack, facts)));
        if (failures.isEmpty()) {
            ofRun(facts, scope).ifPresent(failures::add);
        }
        return failures;
    }

    private static DeployFailure ofStack(StackVerdict stack, RunwayFacts facts) {
        String all = stack.reason() + "\n" + String.join("\n", facts.errors());
        DeployFailureCause cause = RunwayDiagnosis.of(stack.reason())
                .or(() -> stack.reason().isEmpty() ? RunwayDiagnosis.of(all) : Optional.empty())
                .orElse(DeployFailureCause.STACK_FAILED);
        return new DeployFailure(stack.place(), cause, detail(stack, cause));
    }

    /** What happened to a stack that failed: Runway's reason, and the first resource that failed where it is known. */
    public static String detail(StackVerdict stack, DeployFailureCause cause) {
        if (cause == DeployFailureCause.STACK_PROTECTED) {
            return "The stack is protected, and CFNgin asked for a confirmation that cannot be given here";
        }
        String reason = stack.reason().isEmpty() ? "It failed without a reason" : stack.reason();
        String why = stack.firstFailure().isEmpty() ? stack.rollback() : stack.firstFailure();
        return why.isEmpty() ? reason : reason + ": " + why;
    }

    private static Optional<DeployFailure> ofRun(RunwayFacts facts, DeployScope scope) {
        String where = facts.unfinished().isEmpty() ? "" : facts.unfinished().get(0);
        List<String> errors = facts.errors();
        for (int i = errors.size() - 1; i >= 0; i--) {
            Optional<DeployFailureCause> cause = RunwayDiagnosis.of(errors.get(i));
            if (cause.isPresent()) {
                return Optional.of(
                        new DeployFailure(where, cause.get(), detail(where, errors.get(i), cause.get(), scope)));
            }
        }
        if (!errors.isEmpty()) {
            return Optional.of(new DeployFailure(where, DeployFailureCause.UNKNOWN, errors.get(errors.size() - 1)));
        }
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeployFailure(where, DeployFailureCause.MODULE_FAILED, "The module failed"));
    }

    private static String detail(String where, String error, DeployFailureCause cause, DeployScope scope) {
        List<GraphLock> locks = cause == DeployFailureCause.LOCKED ? scope.locks(where) : List.of();
        return locks.isEmpty()
                ? error
                : "CFNgin's lock is held; release it with: "
                        + locks.stream().map(GraphLock::release).collect(Collectors.joining(" or "));
    }
}
