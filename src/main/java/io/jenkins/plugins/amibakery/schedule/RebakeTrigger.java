package io.jenkins.plugins.amibakery.schedule;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.scheduler.CronTabList;
import hudson.scheduler.Hash;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AwsCredentialChoices;
import io.jenkins.plugins.amibakery.config.FieldChecks;
import java.time.Duration;
import java.util.Calendar;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import jenkins.triggers.SCMTriggerItem;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** "Rebake when something changed": at its times it looks, together with all jobs that are due, whether there is a reason to bake. */
public final class RebakeTrigger extends Trigger<Job<?, ?>> {
    static final int DEFAULT_MAX_FAILURES = 3;

    /** How old an AMI may grow, such as {@code 30d}; null for any age. */
    private String maxAge;

    /** How old an AMI may grow whatever is not settled, such as {@code 7d}; null when newer packages are a reason at once. */
    private String freshFor;

    /** Where the cloud is asked from; null for the controller. */
    private String label;

    /** Whose identity asks; null for the agent's own identity, on the controller for the global configuration's. */
    private String credentialsId;

    /** After so many builds of it failed it starts no more; 0 for never. */
    private int maxFailures = DEFAULT_MAX_FAILURES;

    /**
     * A trigger.
     *
     * @param spec its times, as of Jenkins' other triggers; H stands for the same in all jobs, so that they are looked at together
     * @throws IllegalArgumentException when it cannot be read
     */
    @DataBoundConstructor
    public RebakeTrigger(String spec) {
        super(Util.fixNull(spec));
    }

    public static RebakeTrigger of(Job<?, ?> job) {
        return ParameterizedJobMixIn.getTrigger(job, RebakeTrigger.class);
    }

    @Override
    public void start(Job<?, ?> project, boolean newInstance) {
        super.start(project, newInstance);
        tabs = times(getSpec());
    }

    /** The same moments in every job of this Jenkins: what H stands for does not depend on the job. */
    private static CronTabList times(String spec) {
        return CronTabList.create(spec, Hash.from(Jenkins.get().getLegacyInstanceId()));
    }

    @Override
    public void run() {
        Job<?, ?> due = job;
        if (due != null && due.isBuildable()) {
            RebakeRounds.get().due(due);
        }
    }

    /** When it looks next; null for never. */
    Calendar next() {
        return tabs == null ? null : nextOf(tabs);
    }

    private static Calendar nextOf(CronTabList times) {
        try {
            return times.next();
        } catch (RuntimeException e) {
            // Jenkins' word for a date such as the 30th of February.
            return null;
        }
    }

    public String getMaxAge() {
        return maxAge;
    }

    /** @throws IllegalArgumentException with one clear line when it is no age, as of all setters here */
    @DataBoundSetter
    public void setMaxAge(String maxAge) {
        TriggerFields.maxAge(maxAge);
        this.maxAge = Util.fixEmptyAndTrim(maxAge);
    }

    Optional<Duration> maxAge() {
        return TriggerFields.maxAge(maxAge);
    }

    public String getFreshFor() {
        return freshFor;
    }

    @DataBoundSetter
    public void setFreshFor(String freshFor) {
        TriggerFields.freshFor(freshFor);
        this.freshFor = Util.fixEmptyAndTrim(freshFor);
    }

    Optional<Duration> freshFor() {
        return TriggerFields.freshFor(freshFor);
    }

    public String getLabel() {
        return label;
    }

    @DataBoundSetter
    public void setLabel(String label) {
        this.label = Util.fixEmptyAndTrim(label);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    public int getMaxFailures() {
        return maxFailures;
    }

    @DataBoundSetter
    public void setMaxFailures(int maxFailures) {
        this.maxFailures = TriggerFields.maxFailures(maxFailures);
    }

    /** Whether so many of its builds failed that it starts no more. */
    boolean isStopped(int failures) {
        return maxFailures > 0 && failures >= maxFailures;
    }

    /** Describes the trigger and checks its form. */
    @Extension
    @Symbol("rebake")
    public static final class DescriptorImpl extends TriggerDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.RebakeTrigger_displayName();
        }

        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof SCMTriggerItem;
        }

        @POST
        public FormValidation doCheckSpec(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> {
                CronTabList times = times(Util.fixNull(value));
                String doubt = times.checkSanity();
                Calendar next = nextOf(times);
                if (doubt != null || next == null) {
                    return FormValidation.warning(doubt == null ? Messages.RebakeTrigger_never() : doubt);
                }
                return FormValidation.ok(Messages.RebakeTrigger_next(next.getTime()));
            });
        }

        @POST
        public FormValidation doCheckMaxAge(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> {
                TriggerFields.maxAge(value);
                return FormValidation.ok();
            });
        }

        @POST
        public FormValidation doCheckFreshFor(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> {
                TriggerFields.freshFor(value);
                return FormValidation.ok();
            });
        }

        @POST
        public FormValidation doCheckMaxFailures(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> {
                TriggerFields.maxFailures(value);
                return FormValidation.ok();
            });
        }

        @POST
        public FormValidation doCheckLabel(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> TriggerFields.label(value));
        }

        @POST
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            return FieldChecks.of(item, () -> TriggerFields.credentials(item, value));
        }

        /** The choices of the field, for those who may see them. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return FieldChecks.mayConfigure(item) ? AwsCredentialChoices.of(item, credentialsId) : new ListBoxModel();
        }
    }
}
