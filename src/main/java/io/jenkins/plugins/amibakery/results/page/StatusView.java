package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.RecipeHealth;
import io.jenkins.plugins.amibakery.results.record.ActionWords;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A status as a page shows it: a symbol and a word beside it, so that colour is never all there is. */
@Restricted(NoExternalUse.class)
public final class StatusView {
    private static final String DONE = "symbol-status-blue";
    private static final String PARTLY = "symbol-status-yellow";
    private static final String BAD = "symbol-status-red";
    private static final String UNDER_WAY = "symbol-status-nobuilt-anime";
    private static final String WAITING = "symbol-status-nobuilt";
    private static final String STOPPED = "symbol-status-aborted";
    private static final String GONE = "symbol-status-disabled";
    private static final String OPEN = "symbol-help-circle";

    private final String symbol;
    private final String word;

    private StatusView(String symbol, String word) {
        this.symbol = symbol;
        this.word = word;
    }

    /**
     * @param state EC2's word as it was saved
     * @param running whether its bake still runs
     */
    static StatusView ofAmi(String state, boolean running) {
        if (state.equals(RecipeHealth.DEPRECATED)) {
            return new StatusView(GONE, Messages.Ami_deprecated());
        }
        if (state.equals(RecipeHealth.REVOKED)) {
            return new StatusView(BAD, Messages.Ami_revoked());
        }
        return switch (AmiState.of(state)) {
            case PENDING, TRANSIENT -> new StatusView(running ? UNDER_WAY : WAITING, Messages.Ami_pending());
            case AVAILABLE -> new StatusView(DONE, Messages.Ami_available());
            case INVALID, FAILED, ERROR -> new StatusView(BAD, Messages.Ami_failed());
            case DEREGISTERED -> new StatusView(GONE, Messages.Ami_deregistered());
            case DISABLED -> new StatusView(GONE, Messages.Ami_disabled());
            case UNKNOWN -> new StatusView(OPEN, Messages.Ami_unknown());
        };
    }

    static StatusView of(RecipeHealth health) {
        return switch (health) {
            case GOOD -> new StatusView(DONE, Messages.Health_good());
            case UNCHECKED -> new StatusView(OPEN, Messages.Health_unchecked());
            case FAILING -> new StatusView(PARTLY, Messages.Health_failing());
            case UNUSABLE -> new StatusView(BAD, Messages.Health_unusable());
            case NONE -> new StatusView(GONE, Messages.Health_none());
        };
    }

    /** Of a recipe whose AMIs were looked at last then. */
    static StatusView uncheckedSince(Date last) {
        return new StatusView(PARTLY, Messages.Health_uncheckedSince(last));
    }

    static StatusView of(Verdict verdict) {
        return new StatusView(
                switch (verdict) {
                    case PASSED -> DONE;
                    case WARNING -> PARTLY;
                    case FAILED -> BAD;
                    case NOT_KNOWN -> OPEN;
                },
                verdict.shown());
    }

    /** Of a proof, or of all of an environment. */
    static StatusView of(io.jenkins.plugins.amibakery.engine.model.Verdict verdict) {
        return switch (verdict) {
            case GREEN -> new StatusView(DONE, Messages.Proofs_green());
            case NOT_KNOWN -> new StatusView(OPEN, Messages.Proofs_notKnown());
            case RED -> new StatusView(BAD, Messages.Proofs_red());
        };
    }

    /** Of a plan of an environment to which nothing was deployed yet. */
    static StatusView ofFirstPlan() {
        return new StatusView(WAITING, Messages.Deployment_first());
    }

    /** Of a bake in its job's history. */
    static StatusView ofBake(String status, boolean reused, boolean building) {
        return reused && status.equals(Status.SUCCESS)
                ? new StatusView(DONE, Messages.Bake_reused())
                : ofBake(status, building);
    }

    /**
     * @param status as it was saved
     * @param building whether the build still runs; without it no bake does
     */
    static StatusView ofBake(String status, boolean building) {
        return switch (status) {
            case Status.SUCCESS -> new StatusView(DONE, Messages.Bake_success());
            case Status.FAILURE -> new StatusView(BAD, Messages.Bake_failure());
            case Status.CANCELLED -> new StatusView(STOPPED, Messages.Bake_cancelled());
            case Status.RUNNING ->
                building
                        ? new StatusView(UNDER_WAY, Messages.Bake_running())
                        : new StatusView(OPEN, Messages.Bake_unfinished());
            default -> new StatusView(OPEN, Messages.Bake_unknown());
        };
    }

    /**
     * @param action Runway's word as it was saved
     * @param status as it was saved
     * @param building whether the build still runs; without it no deployment does
     * @param incomplete whether it is a plan that cannot be approved
     */
    static StatusView ofDeployment(String action, String status, boolean building, boolean incomplete) {
        if (status.equals(Status.SUCCESS)) {
            return incomplete
                    ? new StatusView(PARTLY, Messages.Deployment_incomplete())
                    : new StatusView(DONE, ActionWords.done(action));
        }
        return status.equals(Status.RUNNING) && building
                ? new StatusView(UNDER_WAY, ActionWords.running(action))
                : ofBake(status, building);
    }

    /**
     * Of a task without a page of its own.
     *
     * @param outcome as it was saved
     * @param building whether the build still runs; without it no task does
     */
    static StatusView ofTask(String outcome, boolean building) {
        return outcome.equals(Status.SUCCESS)
                ? new StatusView(DONE, Messages.Deployment_done())
                : ofBake(outcome, building);
    }

    /**
     * @param status Runway's or CloudFormation's word as it was saved
     * @param running whether its deployment still runs
     */
    static StatusView ofStack(String status, boolean running) {
        return switch (status) {
            case StackRecord.SUBMITTED -> new StatusView(running ? UNDER_WAY : OPEN, Messages.Stack_submitted());
            case StackRecord.COMPLETE -> new StatusView(DONE, Messages.Stack_complete());
            case StackRecord.SKIPPED -> new StatusView(WAITING, Messages.Stack_skipped());
            case StackRecord.FAILED -> new StatusView(BAD, Messages.Stack_failed());
            default ->
                status.isEmpty() ? new StatusView(OPEN, Messages.Bake_unknown()) : ofCloudFormation(status, running);
        };
    }

    /** A stack that had to roll back is a failure, even when the rollback is complete. */
    private static StatusView ofCloudFormation(String status, boolean running) {
        if (status.contains("ROLLBACK") || status.endsWith("_FAILED")) {
            return new StatusView(BAD, status);
        }
        if (status.endsWith("_IN_PROGRESS")) {
            return new StatusView(running ? UNDER_WAY : OPEN, status);
        }
        return new StatusView(status.endsWith("_COMPLETE") ? DONE : OPEN, status);
    }

    /** Name of one of Jenkins' own symbols. */
    public String getSymbol() {
        return symbol;
    }

    public String getWord() {
        return word;
    }
}
