package io.jenkins.plugins.amibakery.steps.images;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import io.jenkins.plugins.amibakery.engine.images.AmiReport;
import io.jenkins.plugins.amibakery.engine.images.FindAmis;
import io.jenkins.plugins.amibakery.engine.images.FoundAmis;
import io.jenkins.plugins.amibakery.engine.model.AmiField;
import io.jenkins.plugins.amibakery.steps.task.BuildContext;
import io.jenkins.plugins.amibakery.steps.task.CallResult;
import io.jenkins.plugins.amibakery.steps.task.CallStep;
import io.jenkins.plugins.amibakery.steps.task.JobTrust;
import io.jenkins.plugins.amibakery.steps.task.NamedValues;
import io.jenkins.plugins.amibakery.steps.task.ResolvedIdentity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The Pipeline step {@code findAmis}: AMIs of the account by recipe, tags, age and region, newest first, as a list of maps, so that a
 * Jenkinsfile can deploy what an earlier build baked. Changes nothing.
 */
public final class FindAmisStep extends CallStep<FoundAmis> {
    private static final long serialVersionUID = 1L;
    private static final String SIGNED = "signed";
    private static final String TAGS = "tags";

    /** How old an AMI may be, in days; 0 for any age. */
    @DataBoundSetter
    public int maxAgeDays = AmiField.MAX_AGE_DAYS.number();

    /** How many to return, the newest ones; 0 for all. */
    @DataBoundSetter
    public int limit = AmiField.LIMIT.number();

    private String recipe = "";
    private String job = "";
    private String trust = AmiField.TRUST.word();
    private LinkedHashMap<String, String> tags = new LinkedHashMap<>();

    @DataBoundConstructor
    public FindAmisStep() {
        // All parameters are optional.
    }

    /** The recipe's name; empty for any. */
    public String getRecipe() {
        return recipe;
    }

    @DataBoundSetter
    public void setRecipe(String recipe) {
        this.recipe = textOrEmpty(recipe);
    }

    /** Tags that an AMI must have, with their values. */
    public Map<String, String> getTags() {
        return Map.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(Map<String, String> tags) {
        this.tags = NamedValues.strings(tags);
    }

    /** Full name of a job whose AMIs count as well as this job's own; empty for none. */
    public String getJob() {
        return job;
    }

    @DataBoundSetter
    public void setJob(String job) {
        this.job = textOrEmpty(job);
    }

    /** Whose word is taken for what an AMI is: {@code signed} or {@code tags}. */
    public String getTrust() {
        return trust;
    }

    @DataBoundSetter
    public void setTrust(String trust) {
        this.trust = text(trust) == null ? SIGNED : text(trust);
    }

    @Override
    public String noun() {
        return "search for AMIs";
    }

    @Override
    public void check() {
        super.check();
        require(
                trust.equals(SIGNED) || trust.equals(TAGS),
                "trust is '" + trust + "'; it must be signed (only AMIs that a trusted key has signed) or tags.");
        require(limit >= 0, "limit is " + limit + "; it must be 1 or more, or 0 for all.");
        new FindAmis(List.of("us-east-1"), recipe, tags, maxAgeDays);
    }

    @Override
    protected FindAmis work(ResolvedIdentity actor, String id) {
        return search(actor);
    }

    private FindAmis search(ResolvedIdentity actor) {
        String region = regionOf(actor);
        return new FindAmis(region.isEmpty() ? List.of() : List.of(region), recipe, tags, maxAgeDays);
    }

    @Override
    protected Class<FoundAmis> answer() {
        return FoundAmis.class;
    }

    @Override
    protected String asked(ResolvedIdentity actor) {
        return "AMIs " + search(actor).which();
    }

    @Override
    protected CallResult concluded(FoundAmis answer, BuildContext site, ResolvedIdentity actor)
            throws IOException, InterruptedException {
        AmiReport report = answer.report(JobTrust.of(site).with(job), trust.equals(TAGS), limit);
        if (!report.leftOut().isEmpty()) {
            site.say(actor.masker().mask(report.leftOut()) + " With trust: 'tags' they are included.");
        }
        return new CallResult(report.tree(), report.notes(search(actor)));
    }

    /** What a Jenkinsfile writes, and what the snippet generator offers. */
    @Extension
    public static final class DescriptorImpl extends AwsDescriptor {
        @Override
        public String getFunctionName() {
            return "findAmis";
        }

        @Override
        public String getDisplayName() {
            return Messages.FindAmis_displayName();
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            Object recipe = arguments.get("recipe");
            return recipe == null ? null : recipe.toString();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            LinkedHashMap<String, String> tags = NamedValues.takenFrom(form, "tags");
            FindAmisStep step = (FindAmisStep) super.newInstance(request, form);
            step.setTags(tags);
            return step;
        }

        @POST
        public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
            return NamedValues.checked(item, "tags", value);
        }

        /** Several values as they stand in a field of the form. */
        public String text(Object values) {
            return NamedValues.shown(values);
        }

        /** The choices of the field. */
        @POST
        public ListBoxModel doFillTrustItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            if (FieldChecks.mayConfigure(item)) {
                choices.add(SIGNED);
                choices.add(TAGS);
            }
            return choices;
        }

        @POST
        public FormValidation doCheckTrust(@AncestorInPath Item item, @QueryParameter String value) {
            return checked(item, step -> step.setTrust(value));
        }

        @POST
        public FormValidation doCheckMaxAgeDays(@AncestorInPath Item item, @QueryParameter int value) {
            return checked(item, step -> step.maxAgeDays = value);
        }

        /** Checks one field by the rules of all of them; says nothing to those who may not configure the job. */
        private static FormValidation checked(Item item, Consumer<FindAmisStep> field) {
            return FieldChecks.passing(item, () -> {
                FindAmisStep step = new FindAmisStep();
                field.accept(step);
                step.check();
            });
        }
    }
}
