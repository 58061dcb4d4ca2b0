package io.jenkins.plugins.amibakery.steps.deploy;

import hudson.model.Cause;
import hudson.model.Run;
import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.deploy.DeployPlan;
import io.jenkins.plugins.amibakery.engine.deploy.DeployReport;
import io.jenkins.plugins.amibakery.engine.deploy.PlannedDeploy;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployedStack;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import io.jenkins.plugins.amibakery.results.page.DeploymentsAction;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.PlanRecord;
import io.jenkins.plugins.amibakery.results.record.PlanTextRecord;
import io.jenkins.plugins.amibakery.results.record.StackRecord;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes down what becomes of a deployment: a line in the build's log for people, and the build's action for its page. */
final class DeployJournal implements DeployLog.Reader {
    private static final Logger LOG = Logger.getLogger(DeployJournal.class.getName());

    private final DeployParameters parameters;
    private final DeployState state;
    private final BuildContext site;

    DeployJournal(DeployParameters parameters, DeployState state, BuildContext site) {
        this.parameters = parameters;
        this.state = state;
        this.site = site;
    }

    @Override
    public void line(String text) {
        try {
            if (site.showsOutput()) {
                site.say(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stacks(RunwayFacts facts) {
        if (state.approving) {
            return;
        }
        try {
            update(record -> record.setStacks(facts.stacks().stream()
                    .map(verdict -> StackRecord.of(verdict, Map.of()))
                    .toList()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The deployment begins; nothing is known of it but what the user said. */
    void began() throws InterruptedException {
        DeploymentRecord record = new DeploymentRecord(state.id(), parameters.action(), parameters.environment);
        record.setSelection(parameters.getRegion(), parameters.modules, parameters.tags);
        record.setAmi(parameters.amiId());
        record.setApproved(parameters.approved);
        record(run -> {
            record.setStartedBy(startedBy(run));
            DeploymentsAction.of(run).begin(record);
        });
    }

    private static String startedBy(Run<?, ?> run) {
        List<Cause> causes = run.getCauses();
        return causes == null || causes.isEmpty() ? "" : causes.get(0).getShortDescription();
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
            site.say("The module " + module
                    + " is not CloudFormation's: of its outcome nothing is read but Runway's exit code.");
        }
        update(record -> {
            record.setRunwayVersion(state.runwayVersion);
            record.setEndpoint(endpoint);
            record.setUnread(plan.scope().unread());
            record.setCommit(actor.environment().all().getOrDefault("GIT_COMMIT", ""));
        });
    }

    private String verb() {
        if (state.approving) {
            return "Planning again what was approved,";
        }
        return switch (parameters.action()) {
            case INIT -> "Preparing";
            case PLAN -> "Planning";
            case DEPLOY -> "Deploying";
            case DESTROY -> "Destroying";
        };
    }

    /** All is known. */
    void ended(DeployReport report, List<String> failures, boolean cancelled) throws InterruptedException {
        update(record -> {
            record.setStacks(report.stacks().stream().map(DeployJournal::stack).toList());
            record.setLocksLeft(report.locks().left().stream()
                    .map(lock -> lock.shown() + ": " + lock.release())
                    .toList());
            record.setUnread(report.unread());
            record.setPlan(report.plan().map(DeployJournal::plan).orElse(null));
            record.setReplacedAmi(state.replaced);
            record.ended(failures, cancelled);
        });
    }

    private static PlanRecord plan(PlannedDeploy plan) {
        List<PlanTextRecord> texts = new ArrayList<>();
        plan.texts().forEach((region, text) -> texts.add(new PlanTextRecord(region, text)));
        return new PlanRecord(plan.approvable(), plan.digest().gaps(), texts);
    }

    /** The page shows CloudFormation's own word where it is known. */
    private static StackRecord stack(DeployedStack stack) {
        StackRecord said = StackRecord.of(stack.verdict(), stack.outputs());
        boolean plain = stack.status().isEmpty() || !stack.verdict().isGood();
        return new StackRecord(
                said.getDeployment(),
                said.getModule(),
                said.getRegion(),
                stack.name().isEmpty() ? said.getStack() : stack.name(),
                plain ? said.getStatus() : stack.status(),
                said.getReason(),
                stack.outputs());
    }

    /** It ended without anybody having asked the cloud. */
    void failed(String message) throws InterruptedException {
        update(record -> record.ended(List.of(message), state.stopping()));
    }

    private void update(Consumer<DeploymentRecord> change) throws InterruptedException {
        record(run -> DeploymentsAction.of(run).update(state.id(), change));
    }

    /** A page that lacks something is no reason for a deployment to fail. */
    private void record(Recording recording) throws InterruptedException {
        try {
            recording.on(site.run());
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Not recorded for deployment " + state.id());
        }
    }

    private interface Recording {
        void on(Run<?, ?> run) throws IOException;
    }

    /** Whether it is a plan, or one that is compared with the approved one. */
    DeployAction now() {
        return state.approving ? DeployAction.PLAN : parameters.action();
    }
}
