package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.BakeryPermission;
import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.history.ApprovalChecks;
import io.jenkins.plugins.amibakery.results.history.DeploymentFacts;
import io.jenkins.plugins.amibakery.results.record.ActionWords;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.OverrideRecord;
import io.jenkins.plugins.amibakery.results.record.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** A deployment as its build's pages show it: a row, a line of the build's page, and a page of its own. */
@Restricted(NoExternalUse.class)
public final class DeploymentView extends ProgressView implements ModelObject, StaplerProxy {
    private static final String SEPARATOR = " · ";
    private static final int LONGEST_REASON = 500;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final DeploymentRecord record;
    private final int position;
    private final Run<?, ?> run;

    /**
     * @param position its place among the build's deployments, from 1
     * @param run its build
     */
    DeploymentView(DeploymentRecord record, int position, boolean building, Run<?, ?> run) {
        super(record, building);
        this.record = record;
        this.position = position;
        this.run = run;
    }

    /** Anyone who may not see the build does not see its deployments. */
    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Api getApi() {
        return new Api(record);
    }

    /** The build, as Jenkins' frame for pages of builds wants it. */
    public Run<?, ?> getObject() {
        return run;
    }

    public DeploymentRecord getRecord() {
        return record;
    }

    /** Its place among the build's deployments, from 1; part of its page's address. */
    public int getPosition() {
        return position;
    }

    @Override
    public String getDisplayName() {
        return getTitle();
    }

    @Override
    public String getTitle() {
        return ActionWords.title(record.getAction(), record.getEnvironment());
    }

    @Override
    public StatusView getStatus() {
        if (isFirst()) {
            return StatusView.ofFirstPlan();
        }
        return StatusView.ofDeployment(record.getAction(), record.getOutcome(), building(), isPlanIncomplete());
    }

    /** Whether it is a plan that cannot be approved. */
    public boolean isPlanIncomplete() {
        return record.getPlan() != null && !record.getPlan().isWhole();
    }

    /** Whether it is a plan that was not possible, as nothing was deployed there before. */
    public boolean isFirst() {
        return isPlanIncomplete()
                && record.getPlan().isFirst()
                && record.getOutcome().equals(Status.SUCCESS);
    }

    /** Why its plan cannot be approved, in one line; null when it can, or it is none. */
    public String getPlanLack() {
        if (!isPlanIncomplete()) {
            return null;
        }
        return isFirst() ? String.join("; ", record.getPlan().getGaps()) + "." : Messages.Deployment_notApprovable();
    }

    /** The plan in Runway's words, region by region. */
    public List<PlanTextView> getPlanTexts() {
        return record.getPlan().getTexts().stream().map(PlanTextView::new).toList();
    }

    /** What somebody was asked about this plan; null when nobody was. */
    public ApprovalView getApproval() {
        return record.getApproval() == null ? null : new ApprovalView(this, run);
    }

    /** Whether who looks may have this plan deployed although its environment refuses it. */
    public boolean isOverridable() {
        return record.isPlan()
                && building()
                && record.getOverride() == null
                && AmiBakeryConfiguration.get()
                        .required(record.getEnvironment())
                        .isPresent()
                && isRefused()
                && run.getParent().hasPermission(BakeryPermission.OVERRIDE);
    }

    /** Before anybody was asked it is not known. */
    private boolean isRefused() {
        return record.getApproval() == null
                || record.getApproval().getChecks().stream()
                        .anyMatch(check -> ApprovalChecks.isOfGate(check) && check.verdict() != Verdict.PASSED);
    }

    /**
     * Has this plan deployed by its build although its environment refuses it.
     *
     * @param reason stays with the deployment
     */
    @RequirePOST
    public HttpResponse doOverride(@QueryParameter String reason) throws IOException {
        run.getParent().checkPermission(BakeryPermission.OVERRIDE);
        String why = reason == null ? "" : reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw HttpResponses.errorWithoutStack(BAD_REQUEST, Messages.Deployment_reason(LONGEST_REASON));
        }
        if (!isOverridable()) {
            throw HttpResponses.errorWithoutStack(CONFLICT, Messages.Deployment_notOverridable());
        }
        User user = User.current();
        OverrideRecord override = new OverrideRecord(
                user == null ? "" : user.getId(),
                user == null ? "" : user.getFullName(),
                why,
                System.currentTimeMillis());
        DeploymentsAction.of(run).update(record.getId(), plan -> plan.setOverride(override));
        return HttpResponses.redirectToDot();
    }

    public ChecksView getChecks() {
        return new ChecksView(record.getChecks(), run.getParent());
    }

    /** Null when no AMI was named. */
    public AmiLink getAmi() {
        return AmiLink.to(record.getAmi(), region(), record.getEndpoint());
    }

    /** Null when none is known, or a deployment left the same in place. */
    public AmiLink getReplacedAmi() {
        return AmiLink.to(record.getReplacedAmi(), region(), record.getEndpoint());
    }

    /** What the replaced AMI is to it, such as {@code Replaced}. */
    public String getReplacedWord() {
        if (record.isPlan() || !record.getOutcome().equals(Status.SUCCESS)) {
            return Messages.Deployment_replacesAmi();
        }
        return record.getAction().equals(ActionWords.DESTROY)
                ? Messages.Deployment_removedAmi()
                : Messages.Deployment_replacedAmi();
    }

    private String region() {
        return DeploymentFacts.region(record);
    }

    /** What part of the environment was asked for; empty for all of it. */
    public String getSelection() {
        String parts = getParts();
        return record.getRegion().isEmpty() || parts.isEmpty()
                ? record.getRegion() + parts
                : record.getRegion() + SEPARATOR + parts;
    }

    /** What modules or tags were asked for; empty for all. */
    public String getParts() {
        List<String> parts = new ArrayList<>();
        if (!record.getModules().isEmpty()) {
            parts.add(Messages.Selection_modules(String.join(", ", record.getModules())));
        }
        if (!record.getTags().isEmpty()) {
            parts.add(Messages.Selection_tags(String.join(", ", record.getTags())));
        }
        return String.join(SEPARATOR, parts);
    }

    public List<StackView> getStacks() {
        boolean destroyed = record.getAction().equals(ActionWords.DESTROY);
        return record.getStacks().stream()
                .map(stack -> new StackView(stack, isRunning(), destroyed, record.getEndpoint()))
                .toList();
    }

    /** The stacks that have outputs. */
    public List<StackView> getStacksWithOutputs() {
        return getStacks().stream()
                .filter(stack -> !stack.getRecord().getOutputs().isEmpty())
                .toList();
    }

    @Override
    public List<String> getRemarks() {
        List<String> remarks = new ArrayList<>();
        if (record.getPlan() != null) {
            record.getPlan().getGaps().forEach(gap -> remarks.add(isFirst() ? gap : Messages.Deployment_gap(gap)));
        }
        record.getLocksLeft().forEach(lock -> remarks.add(Messages.Deployment_lockLeft(lock.line())));
        record.getUnread().forEach(module -> remarks.add(Messages.Deployment_unread(module)));
        remarks.addAll(record.getNotes());
        return remarks;
    }

    @Override
    boolean isWarned() {
        return (isPlanIncomplete() && !isFirst()) || !record.getLocksLeft().isEmpty();
    }

    @Override
    String unfinishedWhy() {
        return Messages.Deployment_unfinishedWhy();
    }
}
