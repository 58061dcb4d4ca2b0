package io.jenkins.plugins.amibakery.steps.boot;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.boot.AmiTest;
import io.jenkins.plugins.amibakery.engine.boot.EndTest;
import io.jenkins.plugins.amibakery.engine.boot.TestAmi;
import io.jenkins.plugins.amibakery.engine.cloud.UseCase;
import io.jenkins.plugins.amibakery.engine.model.Check;
import io.jenkins.plugins.amibakery.engine.model.TestField;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.CallStep;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code testAmi}: launches an AMI in a network without ways out and fails unless it passes. After a restart of the
 * controller it goes on with the instance that is there; an abort ends it.
 */
public final class TestAmiStep extends CallStep<AmiTest> {
    private static final long serialVersionUID = 1L;
    private static final String ANY_AMI = "ami-0123456789abcdef0";

    /** How many seconds after its launch the instance must be healthy. */
    @DataBoundSetter
    public int budgetSeconds = TestField.BUDGET_SECONDS.number();

    /** How many seconds the test may take. */
    @DataBoundSetter
    public int timeoutSeconds = TestField.TIMEOUT_SECONDS.number();

    private final String ami;
    private String healthUrl = "";
    private String script = "";
    private String userData = "";
    private String subnetId = "";
    private String instanceType = "";

    @DataBoundConstructor
    public TestAmiStep(String ami) {
        this.ami = textOrEmpty(ami);
    }

    /** The AMI's id. */
    public String getAmi() {
        return ami;
    }

    /** An address of the instance itself that must answer; empty for none. */
    public String getHealthUrl() {
        return healthUrl;
    }

    @DataBoundSetter
    public void setHealthUrl(String healthUrl) {
        this.healthUrl = textOrEmpty(healthUrl);
    }

    /** Path of a script in the workspace that the instance runs; empty for none. */
    public String getScript() {
        return script;
    }

    @DataBoundSetter
    public void setScript(String script) {
        this.script = textOrEmpty(script);
    }

    /** Path of user data in the workspace to look through; empty for none. */
    public String getUserData() {
        return userData;
    }

    @DataBoundSetter
    public void setUserData(String userData) {
        this.userData = textOrEmpty(userData);
    }

    /** A subnet without ways out; empty for a network of the test's own. */
    public String getSubnetId() {
        return subnetId;
    }

    @DataBoundSetter
    public void setSubnetId(String subnetId) {
        this.subnetId = textOrEmpty(subnetId);
    }

    /** The instance's type; empty for one that suits the AMI. */
    public String getInstanceType() {
        return instanceType;
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        this.instanceType = textOrEmpty(instanceType);
    }

    @Override
    public String noun() {
        return "test of an AMI";
    }

    @Override
    public void check() {
        super.check();
        test("us-east-1", "check");
    }

    private TestAmi test(String region, String id) {
        return new TestAmi(
                ami, region, id, script, healthUrl, userData, subnetId, instanceType, budgetSeconds, timeoutSeconds);
    }

    private String region(ResolvedIdentity actor) {
        String region = regionOf(actor);
        require(!region.isEmpty(), "No region is given; name one, such as us-west-2.");
        return region;
    }

    @Override
    protected UseCase<AmiTest> work(ResolvedIdentity actor, String id) {
        return test(region(actor), id);
    }

    @Override
    protected Optional<UseCase<?>> ending(ResolvedIdentity actor, String id) {
        return Optional.of(new EndTest(region(actor), id));
    }

    @Override
    protected Class<AmiTest> answer() {
        return AmiTest.class;
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return "Test of " + ami + " in " + region(actor);
    }

    @Override
    protected CallResult concluded(AmiTest answer, BuildContext site, ResolvedIdentity actor)
            throws InterruptedException {
        require(answer.answers(test(region(actor), answer.testId())), "The agent's answer is about another test.");
        for (String note : answer.notes()) {
            site.say(actor.masker().mask(note));
        }
        TestAttestation.keep(answer, site);
        return new CallResult(answer.tree(), answer.notes(), failure(answer));
    }

    /** Empty when it passed: what is not known is not good enough to go on. */
    private String failure(AmiTest answer) {
        return answer.outcome() == Check.Verdict.PASSED
                ? ""
                : ami
                        + (answer.outcome() == Check.Verdict.FAILED
                                ? " failed its test. "
                                : " was not tested in whole. ")
                        + String.join("; ", answer.reasons());
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends AwsDescriptor {
        @Override
        public String getFunctionName() {
            return "testAmi";
        }

        @Override
        public String getDisplayName() {
            return Messages.TestAmi_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object ami = arguments.get("ami");
            return ami == null ? null : ami.toString();
        }

        @POST
        public FormValidation doCheckAmi(@AncestorInPath Item item, @QueryParameter String value) {
            return value == null || value.isBlank() || value.contains("$")
                    ? FormValidation.ok()
                    : FieldChecks.passing(item, () -> new TestAmiStep(value).check());
        }

        @POST
        public FormValidation doCheckHealthUrl(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, step -> step.setHealthUrl(value));
        }

        @POST
        public FormValidation doCheckSubnetId(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, step -> step.setSubnetId(value));
        }

        @POST
        public FormValidation doCheckInstanceType(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, step -> step.setInstanceType(value));
        }

        /** Checks one field by the rules of all of them; says nothing to those who may not configure the job. */
        private static FormValidation checked(Item item, Consumer<TestAmiStep> field) {
            return FieldChecks.passing(item, () -> {
                TestAmiStep step = new TestAmiStep(ANY_AMI);
                field.accept(step);
                step.check();
            });
        }
    }
}
