package io.jenkins.plugins.amibakery.steps.deploy;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployOutcome;
import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.FailureRecord;
import io.jenkins.plugins.amibakery.results.record.LockRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import io.jenkins.plugins.amibakery.results.record.StackChangeRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.Journal;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what becomes of a deployment: a line in the build's log for people, and the build's action for its page. */
final class DeployJournal extends Journal<DeploymentRecord> implements DeployLog.Reader {
    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;

    DeployJournal(DeployParameters parameters, DeployState state, BuildContext site) {
        super(site, state.id(), DeploymentsAction::of);
        this.parameters = parameters;
        this.state = state;
        this.site = site;
    }

    @Override
    public void stacks(RunwayFacts facts) {
        if (!state.approving) {
            updateSoon(record -> record.setStacks(
                    facts.stacks().stream().map(StackRecord::of).toList()));
        }
    }

    /** The deployment begins; nothing is known of it but what the user said. */
    void began() throws InterruptedException {
        DeploymentRecord record = new DeploymentRecord(state.id(), parameters.action(), parameters.environment);
        record.setSelection(parameters.getRegion(), parameters.modules, parameters.tags);
        record.setAmi(parameters.amiId());
        record.setAmis(parameters.amis());
        record.setApproved(parameters.approved);
        begin(record);
    }

    /** It is known what will be run, and it may be run. */
    void planned(ResolvedIdentity actor, DeployPlan plan) throws InterruptedException {
        String endpoint = DeployRequests.endpoint(actor);
        String ami = parameters.amiId() == null ? "" : ", " + parameters.amiId();
        site.say(verb() + " " + parameters.environment + " of " + plan.directory() + " with Runway "
                + state.runwayVersion + ami + (endpoint.isEmpty() ? "" : " at " + endpoint));
        for (String line : Masker.tooShort(actor.secrets())) {
            site.say(line);
        }
        site.say("deployment " + state.id() + ": " + actor.masker().mask(plan.toString()));
        for (String module : plan.scope().unread()) {
            site.say("The module " + module + " is not deployed by CloudFormation: only Runway's exit code is read.");
        }
        update(record -> {
            record.setRunwayVersion(state.runwayVersion);
            record.setEndpoint(endpoint);
            record.setAmis(parameters.amis(state.files).keySet());
            record.setUnread(plan.scope().unread());
            record.setCommit(actor.commit());
        });
    }

    /** Somebody had it get past the gate. */
    void overridden(OverrideRecord override) throws InterruptedException {
        update(record -> record.setOverride(override));
    }

    private String verb() {
        if (state.approving) {
            return "Creating the approved plan again,";
        }
        return switch (parameters.action()) {
            case INIT -> "Preparing";
            case PLAN -> "Planning";
            case DEPLOY -> "Deploying";
            case DESTROY -> "Destroying";
        };
    }

    /** All is known. */
    void ended(DeployReport report) throws InterruptedException {
        update(record -> {
            ended(record, report);
            boolean first = report.plan().filter(PlannedDeploy::first).isPresent();
            record.setReplacedAmi(first ? "" : state.replaced);
            if (!state.approving) {
                record.setRunwayDone();
            }
        });
        attest();
    }

    static void ended(DeploymentRecord record, DeployReport report) {
        record.setStacks(report.stacks().stream().map(StackRecord::of).toList());
        record.setLocks(locks(report.locks().released()), locks(report.locks().left()));
        record.setUnread(report.unread());
        record.setPlan(report.plan().map(DeployJournal::plan).orElse(null));
        record.setReplacedAmi(report.run().replacedAmi());
        record.setNotes(report.notes());
        record.ended(
                report.failures().stream().map(FailureRecord::of).toList(),
                report.outcome() == DeployOutcome.CANCELLED);
    }

    private static List<LockRecord> locks(List<GraphLock> locks) {
        return locks.stream().map(LockRecord::of).toList();
    }

    private static PlanRecord plan(PlannedDeploy plan) {
        List<PlanTextRecord> texts = new ArrayList<>();
        plan.texts().forEach((region, text) -> texts.add(new PlanTextRecord(region, text)));
        return new PlanRecord(
                        plan.approvable(),
                        plan.digest().gaps(),
                        plan.first(),
                        plan.changes().stream().map(StackChangeRecord::of).toList(),
                        texts)
                .taking(plan.digest().newest());
    }

    /** It ended without anybody having asked the cloud. */
    void failed(String message) throws InterruptedException {
        update(record -> {
            record.ended(List.of(FailureRecord.of(message)), state.stopping());
            if (state.touched) {
                record.setRunwayDone();
            }
        });
        if (state.touched) {
            attest();
        }
    }

    private void attest() throws InterruptedException {
        try {
            Optional<String> gap = DeployAttestations.keep(site.run(), state.id());
            if (gap.isPresent()) {
                site.say(gap.get());
            }
        } catch (IOException e) {
            // The build was deleted meanwhile, and with it what would be attested.
            site.say("Not attested how the deployment ended: " + e.getMessage());
        }
    }

    /** Whether it is a plan, or one that is compared with the approved one. */
    DeployAction now() {
        return state.approving ? DeployAction.PLAN : parameters.action();
    }
}
