package io.jenkins.plugins.amibakery.engine.deploy;

import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The result of a run of Runway, after the cloud was asked.
 *
 * @param run what was run
 * @param outcome how it ended
 * @param stacks every stack that was touched, in order
 * @param failures why it is not a success; empty exactly when it is one
 * @param locks locks that it took and did not give back
 * @param unread modules whose outcome is not read from their log, being of another kind than CloudFormation
 * @param notes what could not be found out, or what else a person should know, each one line
 * @param planned what was planned; null unless this is a plan
 */
public record DeployReport(
        Run run,
        DeployOutcome outcome,
        List<DeployedStack> stacks,
        List<DeployFailure> failures,
        Locks locks,
        List<String> unread,
        List<String> notes,
        PlannedDeploy planned)
        implements Serializable {
    /** No deployment has so much of anything. */
    private static final int MOST = 10_000;

    /**
     * What was run.
     *
     * @param action what was asked
     * @param environment for which environment
     * @param ami the image that was to be deployed; empty when none was named
     * @param replacedAmi the image that the stacks named before; empty when they named none or several, a deployment left it in place,
     *     or nobody could be asked
     * @param runwayVersion which Runway it was; empty when that is not known
     * @param durationMillis how long it took, in milliseconds
     */
    public record Run(
            DeployAction action,
            String environment,
            String ami,
            String replacedAmi,
            String runwayVersion,
            long durationMillis)
            implements Serializable {
        public Run {
            Limits.text("the environment of a deployment", environment, Limits.PATH);
            Limits.text("the id of an AMI", ami, Limits.AMI_NAME);
            Limits.text("the id of an AMI", replacedAmi, Limits.AMI_NAME);
            Limits.text("the version of Runway", runwayVersion, Limits.BUILD_NAME);
        }
    }

    /**
     * CFNgin's locks that a run took and did not give back.
     *
     * @param released those that are released by now
     * @param left those that could not be released
     */
    public record Locks(List<GraphLock> released, List<GraphLock> left) implements Serializable {
        public Locks {
            Limits.things("the locks of a deployment", released, GraphLock.class, MOST);
            Limits.things("the locks of a deployment", left, GraphLock.class, MOST);
            released = List.copyOf(released);
            left = List.copyOf(left);
        }
    }

    /** @throws IllegalArgumentException when it cannot be an honest report; also on its way in, whatever an agent sends */
    public DeployReport {
        Limits.things("the stacks of a deployment", stacks, DeployedStack.class, MOST);
        Limits.things("the failures of a deployment", failures, DeployFailure.class, MOST);
        Limits.texts("the modules of a deployment", unread, MOST, Limits.PATH);
        Limits.texts("the notes of a deployment", notes, MOST, Limits.TEXT);
        stacks = List.copyOf(stacks);
        failures = List.copyOf(failures);
        unread = List.copyOf(unread);
        notes = List.copyOf(notes);
        if ((outcome == DeployOutcome.SUCCESS) != failures.isEmpty()) {
            throw new IllegalArgumentException("A deployment is a success exactly when nothing failed: " + outcome
                    + ", " + failures.size() + " failure(s).");
        }
        if ((run.action() == DeployAction.PLAN) != (planned != null)) {
            throw new IllegalArgumentException("A plan tells what was planned, and nothing else does.");
        }
    }

    /** What was planned; empty unless this is a plan. */
    public Optional<PlannedDeploy> plan() {
        return Optional.ofNullable(planned);
    }

    /** Whether some stack was changed. */
    public boolean hasChanged() {
        return run.action() != DeployAction.PLAN && !complete().isEmpty();
    }

    List<DeployedStack> complete() {
        return stacks.stream()
                .filter(stack -> stack.verdict().status() == StackVerdict.Status.COMPLETE)
                .toList();
    }

    /**
     * All of it in maps, lists, texts, numbers and truth values, for a script or a program: what is not known is an empty text, never
     * null. May be changed; one of a masked report tells no secret.
     */
    public LinkedHashMap<String, Object> tree() {
        return DeployTree.of(this);
    }

    /** The same without secrets. */
    public DeployReport masked(UnaryOperator<String> mask) {
        return new DeployReport(
                run,
                outcome,
                stacks.stream().map(stack -> stack.masked(mask)).toList(),
                failures.stream().map(failure -> failure.masked(mask)).toList(),
                locks,
                unread,
                notes.stream().map(mask).toList(),
                planned == null ? null : planned.masked(mask));
    }

    /** The same as one that was cancelled after Runway had done its work. */
    public DeployReport cancelledLate(RunwayEnd end) {
        if (outcome != DeployOutcome.SUCCESS) {
            return this;
        }
        List<DeployFailure> more = new ArrayList<>(failures);
        more.add(end.cancel("Runway had done its work when it was cancelled"));
        return new DeployReport(run, DeployOutcome.CANCELLED, stacks, more, locks, unread, notes, planned);
    }
}
