package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.Extension;
import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.Lineage;
import io.jenkins.plugins.amibakery.engine.fleet.CompareEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The Pipeline step {@code compareEnvironments}: whether one stack is a replica of another. Returns the report as a map; changes nothing.
 */
public final class CompareEnvironmentsStep extends EnvironmentsStep<ComparedEnvironments> {
    private static final long serialVersionUID = 1L;

    /**
     * @param stack the whole name of the first stack
     * @param with that of the second
     */
    @DataBoundConstructor
    public CompareEnvironmentsStep(String stack, String with) {
        super(stack, with);
    }

    @Override
    public String noun() {
        return "comparison of environments";
    }

    @Override
    public void check() {
        super.check();
        question(getRegion() == null ? "us-east-1" : getRegion());
    }

    private CompareEnvironments question(String region) {
        return new CompareEnvironments(region, stack, otherRegion(region), with, getAllow());
    }

    @Override
    protected CompareEnvironments work(ResolvedIdentity actor, String call) {
        return question(regionOf(actor));
    }

    @Override
    protected Class<ComparedEnvironments> answer() {
        return ComparedEnvironments.class;
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return question(regionOf(actor)).which();
    }

    /** What is attested of the AMIs is known here, on the controller. */
    @Override
    protected CallResult concluded(ComparedEnvironments told, BuildContext site, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        ComparedEnvironments report = proven(told);
        List<String> notes = report.notes();
        for (String note : notes) {
            site.say(actor.masker().mask(note));
        }
        return new CallResult(report.tree(), notes, fails(report.verdict()) ? report.failure() : "");
    }

    private static ComparedEnvironments proven(ComparedEnvironments told) {
        try {
            return told.proven((one, other) ->
                    ControllerAttestations.ask(kept -> new Lineage(kept, TrustedKeys.verifier()).common(one, other)));
        } catch (IOException e) {
            throw new IllegalArgumentException("The attestations cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends EnvironmentsDescriptor {
        @Override
        public String getFunctionName() {
            return "compareEnvironments";
        }

        @Override
        public String getDisplayName() {
            return Messages.CompareEnvironments_displayName();
        }
    }
}
