package io.jenkins.plugins.amibakery.steps.fleet;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.fleet.FleetReport;
import io.jenkins.plugins.amibakery.engine.fleet.ReplaceDrifted;
import io.jenkins.plugins.amibakery.engine.fleet.VerifyFleet;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code verifyFleet}: whether each instance of a group, stack or tag is what was baked and deployed. Returns the report
 * as a map. Changes nothing unless {@code replace} is set.
 */
public final class VerifyFleetStep extends VerdictStep<FleetReport> {
    private static final long serialVersionUID = 1L;

    private String group = "";
    private String stack = "";
    private String tag = "";
    private String ami = "";
    private String allow = "";
    private String manifest = "";
    /** Whether red instances are replaced. */
    @DataBoundSetter
    public boolean replace;

    @DataBoundConstructor
    public VerifyFleetStep() {
        // All parameters are optional; one of group, stack and tag is needed.
    }

    /** The name of an Auto Scaling group; empty for none. */
    public String getGroup() {
        return group;
    }

    @DataBoundSetter
    public void setGroup(String group) {
        this.group = textOrEmpty(group);
    }

    /** The whole name of a stack; empty for none. */
    public String getStack() {
        return stack;
    }

    @DataBoundSetter
    public void setStack(String stack) {
        this.stack = textOrEmpty(stack);
    }

    /** A tag, as {@code KEY=VALUE}; empty for none. */
    public String getTag() {
        return tag;
    }

    @DataBoundSetter
    public void setTag(String tag) {
        this.tag = textOrEmpty(tag);
    }

    /** The AMI that was deployed; empty for what the launch template says. */
    public String getAmi() {
        return ami;
    }

    @DataBoundSetter
    public void setAmi(String ami) {
        this.ami = textOrEmpty(ami);
    }

    /** The file of the workspace that lists what may differ; empty for none. */
    public String getAllow() {
        return allow;
    }

    @DataBoundSetter
    public void setAllow(String allow) {
        this.allow = textOrEmpty(allow);
    }

    /** The file of the workspace that is the image's manifest; empty for none. */
    public String getManifest() {
        return manifest;
    }

    @DataBoundSetter
    public void setManifest(String manifest) {
        this.manifest = textOrEmpty(manifest);
    }

    @Override
    public String noun() {
        return "verification of a fleet";
    }

    @Override
    public void check() {
        super.check();
        question("us-east-1");
    }

    private VerifyFleet question(String region) {
        return new VerifyFleet(
                region, group, stack, VerifyFleet.key(tag), VerifyFleet.value(tag), ami, allow, manifest);
    }

    @Override
    protected UseCase<FleetReport> work(ResolvedIdentity actor, String call) {
        VerifyFleet question = question(regionOf(actor));
        return replace ? new ReplaceDrifted(question) : question;
    }

    @Override
    protected Class<FleetReport> answer() {
        return FleetReport.class;
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return question(regionOf(actor)).which() + (replace ? ", red instances to be replaced" : "");
    }

    @Override
    protected CallResult concluded(FleetReport report, BuildContext site, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        List<String> notes = report.notes();
        for (String note : notes) {
            site.say(actor.masker().mask(note));
        }
        return new CallResult(report.tree(), notes, fails(report.verdict()) ? failure(report) : "");
    }

    /** In one line how it went, with the first thing that differs. */
    private static String failure(FleetReport report) {
        return report.summary()
                + report.notes().stream()
                        .skip(1)
                        .filter(note -> note.contains(": " + report.verdict().word() + ", "))
                        .findFirst()
                        .map(note -> "; " + note)
                        .orElse("")
                + ".";
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends VerdictDescriptor {
        @Override
        public String getFunctionName() {
            return "verifyFleet";
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifyFleet_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return Stream.of("group", "stack", "tag")
                    .map(arguments::get)
                    .filter(one -> one != null)
                    .map(Object::toString)
                    .findFirst()
                    .orElse(null);
        }

        @POST
        public FormValidation doCheckTag(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.passing(item, () -> {
                if (value != null && !value.isBlank()) {
                    VerifyFleetStep step = new VerifyFleetStep();
                    step.setTag(value);
                    step.check();
                }
            });
        }

        @POST
        public FormValidation doCheckAmi(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.passing(item, () -> {
                VerifyFleetStep step = new VerifyFleetStep();
                step.setGroup("any");
                step.setAmi(value);
                step.check();
            });
        }
    }
}
