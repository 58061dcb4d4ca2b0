package io.jenkins.plugins.amibakery.steps.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AwsCredentialChoices;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.aws.access.AssumedRole;
import io.jenkins.plugins.amibakery.engine.model.IdentityField;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** A Pipeline step that acts in AWS, with the parameters of all that do: as whom, and in which region. */
public abstract class AwsStep extends Step implements AwsTaskRequest, Cloneable {
    private static final long serialVersionUID = 1L;

    private static final String ANY_ROLE = "arn:aws:iam::123456789012:role/any";

    /** How long the role's keys are good. */
    @DataBoundSetter
    public int sessionSeconds = IdentityField.SESSION_SECONDS.number();

    private String region;
    private String credentialsId;
    private String profile;
    private String roleArn;
    private String externalId;

    /** A region's code; null to leave it to what is configured. */
    public final String getRegion() {
        return region;
    }

    @DataBoundSetter
    public final void setRegion(String region) {
        this.region = text(region);
    }

    /** Id of AWS credentials; null for the environment's. */
    @Override
    public final String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public final void setCredentialsId(String credentialsId) {
        this.credentialsId = text(credentialsId);
    }

    /** Name of a profile of the agent's AWS configuration; null for the environment's. */
    @Override
    public final String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public final void setProfile(String profile) {
        this.profile = text(profile);
    }

    /** A role to assume; null for none. */
    public final String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public final void setRoleArn(String roleArn) {
        this.roleArn = text(roleArn);
    }

    /** What the role's trust policy asks for; null for nothing. */
    public final String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public final void setExternalId(String externalId) {
        this.externalId = text(externalId);
    }

    @Override
    public final Optional<AssumedRole> role(String sessionName) {
        return roleArn == null
                ? Optional.empty()
                : Optional.of(new AssumedRole(
                        roleArn, Optional.ofNullable(externalId), sessionName, Duration.ofSeconds(sessionSeconds)));
    }

    @Override
    public void check() {
        if (region != null && !region.contains("$")) {
            new Region(region);
        }
        require(
                profile == null || credentialsId == null,
                "profile and credentialsId cannot be combined; give only one.");
        require(externalId == null || roleArn != null, "externalId needs a role; also give roleArn.");
        role("ami-bakery");
    }

    /** @throws IllegalArgumentException with the message when it is not right */
    protected static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A copy with variables of the build put in, as freestyle jobs are used to. Names of secrets stay as they are. */
    public AwsStep expanded(UnaryOperator<String> expansion) {
        try {
            AwsStep copy = (AwsStep) clone();
            copy.region = expanded(region, expansion);
            copy.profile = expanded(profile, expansion);
            copy.roleArn = expanded(roleArn, expansion);
            copy.externalId = expanded(externalId, expansion);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text with variables of the build put in; null stays null. */
    protected static String expanded(String text, UnaryOperator<String> expansion) {
        return text == null ? null : expansion.apply(text);
    }

    /** The same for each of several. */
    protected static ArrayList<String> expanded(List<String> texts, UnaryOperator<String> expansion) {
        ArrayList<String> expanded = new ArrayList<>(texts);
        expanded.replaceAll(expansion);
        return expanded;
    }

    /** The same for each of several values; names stay as they are. */
    protected static LinkedHashMap<String, String> expanded(
            Map<String, String> values, UnaryOperator<String> expansion) {
        LinkedHashMap<String, String> expanded = new LinkedHashMap<>(values);
        expanded.replaceAll((name, value) -> expansion.apply(value));
        return expanded;
    }

    /** What was typed, without blanks around it; null for nothing. */
    protected static String text(String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    /** The same; empty for nothing. */
    protected static String textOrEmpty(String typed) {
        return typed == null ? "" : typed.strip();
    }

    /** What was given, to be kept; null means none. */
    protected static ArrayList<String> list(List<String> given) {
        return given == null ? new ArrayList<>() : new ArrayList<>(given);
    }

    /** What all these steps have in common in a Jenkinsfile and in the snippet generator. */
    public abstract static class AwsDescriptor extends StepDescriptor {
        /** A field that was left empty is not given, so that it has its default: of a number an empty text would be 0. */
        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            List.copyOf(form.keySet()).stream()
                    .filter(field -> form.optString(field).isEmpty())
                    .forEach(form::remove);
            return super.newInstance(request, form);
        }

        @POST
        public final FormValidation doCheckSessionSeconds(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.passing(item, () -> {
                if (value != null && !value.isBlank()) {
                    new AssumedRole(ANY_ROLE, Optional.empty(), "ami-bakery", Duration.ofSeconds(seconds(value)));
                }
            });
        }

        private static long seconds(String text) {
            if (!text.strip().matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        "sessionSeconds is '" + text.strip() + "'; it is a number of seconds from 900 to 43200.");
            }
            return Long.parseLong(text.strip());
        }

        @Override
        public final Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, EnvVars.class, TaskListener.class);
        }

        /** The choices of the field. */
        @POST
        public final ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String credentialsId) {
            return AwsCredentialChoices.of(item, credentialsId);
        }
    }
}
