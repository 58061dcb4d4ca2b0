package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.Lineage;
import io.jenkins.plugins.amibakery.engine.fleet.CompareEnvironments;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.model.CompareField;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.CallStep;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code compareEnvironments}: whether one stack is a replica of another. Returns the report as a map; changes nothing.
 */
public final class CompareEnvironmentsStep extends CallStep<ComparedEnvironments> {
    private static final long serialVersionUID = 1L;

    private final String stack;
    private final String with;
    private String withRegion = "";
    private String allow = "";
    private String failOn = CompareField.FAIL_ON.word();

    /**
     * @param stack the whole name of the first stack
     * @param with that of the second
     */
    @DataBoundConstructor
    public CompareEnvironmentsStep(String stack, String with) {
        this.stack = textOrEmpty(stack);
        this.with = textOrEmpty(with);
    }

    public String getStack() {
        return stack;
    }

    public String getWith() {
        return with;
    }

    /** The region of the second stack; empty for that of the first. */
    public String getWithRegion() {
        return withRegion;
    }

    @DataBoundSetter
    public void setWithRegion(String withRegion) {
        this.withRegion = textOrEmpty(withRegion);
    }

    /** The file of the workspace that lists which parameters may differ; empty for none. */
    public String getAllow() {
        return allow;
    }

    @DataBoundSetter
    public void setAllow(String allow) {
        this.allow = textOrEmpty(allow);
    }

    /** When the step fails: {@code red}, {@code unknown} or {@code never}. */
    public String getFailOn() {
        return failOn;
    }

    @DataBoundSetter
    public void setFailOn(String failOn) {
        this.failOn = FailOn.of(failOn);
    }

    @Override
    public String noun() {
        return "comparison of environments";
    }

    @Override
    public void check() {
        super.check();
        FailOn.check(failOn);
        question(getRegion() == null ? "us-east-1" : getRegion());
    }

    private CompareEnvironments question(String region) {
        return new CompareEnvironments(region, stack, withRegion.isEmpty() ? region : withRegion, with, allow);
    }

    @Override
    protected CompareEnvironments work(ResolvedIdentity actor, String call) {
        return question(regionOf(actor));
    }

    private String regionOf(ResolvedIdentity actor) {
        return getRegion() == null ? actor.region() : getRegion();
    }

    @Override
    protected String endpoint(ResolvedIdentity actor) {
        return actor.ec2Endpoint();
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
        return new CallResult(report.tree(), notes, FailOn.fails(failOn, report.verdict()) ? report.failure() : "");
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
    public static final class DescriptorImpl extends AwsDescriptor {
        @Override
        public String getFunctionName() {
            return "compareEnvironments";
        }

        @Override
        public String getDisplayName() {
            return Messages.CompareEnvironments_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return arguments.get("stack") + ", " + arguments.get("with");
        }

        /** The choices of the field. */
        @POST
        public ListBoxModel doFillFailOnItems(@AncestorInPath Item item) {
            return FailOn.choices(item);
        }
    }
}
