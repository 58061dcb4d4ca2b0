package io.jenkins.plugins.amibakery.schedule;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.amibakery.config.AwsIdentityResolver;
import io.jenkins.plugins.amibakery.engine.model.Age;
import java.time.Duration;
import java.util.Optional;

/** What each field of the trigger may be. */
final class TriggerFields {
    private TriggerFields() {}

    /** @throws IllegalArgumentException with one clear line when it is no age; so do the others here */
    static Optional<Duration> maxAge(String text) {
        return Age.parse("maxAge", text);
    }

    static Optional<Duration> freshFor(String text) {
        return Age.parse("freshFor", text);
    }

    static int maxFailures(int number) {
        return maxFailures(String.valueOf(number));
    }

    static int maxFailures(String text) {
        if (text == null || text.isBlank()) {
            return RebakeTrigger.DEFAULT_MAX_FAILURES;
        }
        String number = text.strip();
        if (!number.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "maxFailures is '" + number + "'; it is a whole number, or 0 to go on for ever.");
        }
        return Integer.parseInt(number);
    }

    static FormValidation label(String text) {
        String label = Util.fixEmptyAndTrim(text);
        return label == null || AgentOfLabel.isKnown(label)
                ? FormValidation.ok()
                : FormValidation.warning(Messages.TriggerFields_noAgent(label));
    }

    static FormValidation credentials(Item item, String text) {
        String id = Util.fixEmptyAndTrim(text);
        String complaint = id == null ? null : AwsIdentityResolver.complaint(id, item);
        return complaint == null ? FormValidation.ok() : FormValidation.error(complaint);
    }
}
