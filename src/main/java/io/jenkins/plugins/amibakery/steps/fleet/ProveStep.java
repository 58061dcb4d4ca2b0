package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.Extension;
import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.model.ProveField;
import io.jenkins.plugins.amibakery.engine.prove.EndDrill;
import io.jenkins.plugins.amibakery.engine.prove.ProofRecords;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport;
import io.jenkins.plugins.amibakery.engine.prove.Prove;
import io.jenkins.plugins.amibakery.results.page.ProofsAction;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import io.jenkins.plugins.amibakery.results.record.ProofRowRecord;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import io.jenkins.plugins.amibakery.trust.SigningKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The Pipeline step {@code prove}: whether two environments are immutable, proof by proof. Returns the report as a map, and keeps it for the
 * page Immutability. Changes nothing but, for a drill, the size of one group for a while.
 */
public final class ProveStep extends EnvironmentsStep<ProofReport> {
    private static final long serialVersionUID = 1L;

    /** By how many instances the first group has to grow; 0 for no drill. */
    @DataBoundSetter
    public int drill = ProveField.DRILL.number();

    /** How long that may take. */
    @DataBoundSetter
    public int budgetSeconds = ProveField.BUDGET_SECONDS.number();

    private String allowFiles = "";
    private String copies = "";
    private String accounts = "";

    /**
     * @param stack the whole name of the stack in which AMIs are tried
     * @param with that of production
     */
    @DataBoundConstructor
    public ProveStep(String stack, String with) {
        super(stack, with);
    }

    /** The file of the workspace that lists which files may differ from the image; empty for none. */
    public String getAllowFiles() {
        return allowFiles;
    }

    @DataBoundSetter
    public void setAllowFiles(String allowFiles) {
        this.allowFiles = textOrEmpty(allowFiles);
    }

    /** Regions in which there has to be a copy of each AMI; empty for none. */
    public String getCopies() {
        return copies;
    }

    @DataBoundSetter
    public void setCopies(String copies) {
        this.copies = textOrEmpty(copies);
    }

    /** Ids of other accounts that have to be able to launch each AMI; empty for none. */
    public String getAccounts() {
        return accounts;
    }

    @DataBoundSetter
    public void setAccounts(String accounts) {
        this.accounts = textOrEmpty(accounts);
    }

    @Override
    public String noun() {
        return "proof";
    }

    @Override
    public void check() {
        super.check();
        question(getRegion() == null ? "us-east-1" : getRegion(), "");
    }

    private Prove question(String region, String call) {
        return new Prove(
                region,
                stack,
                otherRegion(region),
                with,
                getAllow(),
                allowFiles,
                copies,
                accounts,
                drill,
                budgetSeconds,
                call);
    }

    @Override
    protected Prove work(ResolvedIdentity actor, String call) {
        return question(regionOf(actor), call);
    }

    /** The agent sets the group back itself, but it may be away. */
    @Override
    protected Optional<UseCase<?>> ending(ResolvedIdentity actor, String call) {
        return drill == 0 ? Optional.empty() : Optional.of(new EndDrill(regionOf(actor), stack, call));
    }

    @Override
    protected Class<ProofReport> answer() {
        return ProofReport.class;
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return work(actor, "").which();
    }

    /** Tests, drills and the report before are kept here, on the controller. */
    @Override
    protected CallResult concluded(ProofReport told, BuildContext site, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        ProofReport report = completed(told);
        List<String> notes = report.notes();
        for (String note : notes) {
            site.say(actor.masker().mask(note));
        }
        ProofsAction.of(site.run()).keep(kept(report, actor));
        return new CallResult(
                report.tree(), List.of(report.summary()), fails(report.verdict()) ? report.summary() : "");
    }

    private static ProofReport completed(ProofReport told) {
        try {
            return ControllerAttestations.within(store -> {
                ProofRecords records = new ProofRecords(store, TrustedKeys.verifier());
                records.keepDrill(told, SigningKey.get().signer());
                return records.completed(told);
            });
        } catch (IOException e) {
            throw new IllegalArgumentException("What is kept of tests and drills cannot be read: " + e.getMessage(), e);
        }
    }

    private static ProofRecord kept(ProofReport report, ResolvedIdentity actor) {
        ProofRecord record = new ProofRecord(
                report.place().first(),
                report.place().second(),
                report.at().toEpochMilli(),
                report.rows().stream()
                        .map(row -> new ProofRowRecord(
                                row.proof().id(),
                                row.proof().title(),
                                row.proof().incident(),
                                row.verdict(),
                                actor.masker().mask(row.evidence()),
                                row.since().toEpochMilli()))
                        .toList());
        record.setCommit(actor.commit());
        record.setEndpoint(actor.ec2Endpoint());
        return record;
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends EnvironmentsDescriptor {
        @Override
        public String getFunctionName() {
            return "prove";
        }

        @Override
        public String getDisplayName() {
            return Messages.Prove_displayName();
        }
    }
}
