package io.jenkins.plugins.amibakery.results.page;

import hudson.model.Run;
import io.jenkins.plugins.amibakery.results.history.AmiBake;
import io.jenkins.plugins.amibakery.results.history.ApprovalChecks;
import io.jenkins.plugins.amibakery.results.history.ApprovalFacts;
import io.jenkins.plugins.amibakery.results.history.ApprovalQuestion;
import io.jenkins.plugins.amibakery.results.record.ApprovalRecord;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What somebody is asked to approve, with all that helps to decide. What the images are and how they differ is told of those bakes that the
 * user who looks may see.
 */
@Restricted(NoExternalUse.class)
public final class ApprovalView {
    /** More lines are folded. */
    private static final int MOST_OPEN = 10;

    private final DeploymentView plan;
    private final DeploymentRecord record;
    private final Run<?, ?> run;

    /** Null until somebody looks: it reads histories. */
    private ApprovalFacts facts;

    ApprovalView(DeploymentView plan, Run<?, ?> run) {
        this.plan = plan;
        this.run = run;
        record = plan.getRecord();
    }

    public ApprovalRecord getRecord() {
        return record.getApproval();
    }

    public DeploymentView getPlan() {
        return plan;
    }

    public ApprovalFacts getFacts() {
        if (facts == null) {
            facts = ApprovalFacts.of(record, AmiBake::of);
        }
        return facts;
    }

    public boolean isPackagesOpen() {
        return getFacts().packageLines().size() <= MOST_OPEN;
    }

    public boolean isInputsOpen() {
        return getFacts().inputLines().size() <= MOST_OPEN;
    }

    /** Those that were known when it was asked. */
    public ChecksView getChecks() {
        return new ChecksView(getRecord().getChecks(), run.getParent());
    }

    /** Whether nobody has answered yet. */
    public boolean isWaiting() {
        return plan.building() && record.check(ApprovalChecks.APPROVAL) == null;
    }

    /** Whether what is approved is what will be done. */
    public boolean isWhole() {
        return record.getPlan() != null && record.getPlan().isWhole();
    }

    /** Who or what started the build, such as {@code alice}; empty when that is not known. */
    public String getAskedBy() {
        return ApprovalQuestion.who(record);
    }

    /** Null for ever. */
    public Date getUntil() {
        return Storable.date(getRecord().getUntil());
    }

    public String getBuildName() {
        return "#" + run.getNumber();
    }

    /** The build's address, from Jenkins' own on. */
    public String getBuildUrl() {
        return run.getUrl();
    }
}
