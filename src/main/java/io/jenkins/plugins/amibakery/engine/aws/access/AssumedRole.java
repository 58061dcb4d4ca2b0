package io.jenkins.plugins.amibakery.engine.aws.access;

import io.jenkins.plugins.amibakery.engine.model.IdentityField;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role to be assumed with whatever identity there is.
 *
 * @param arn the role, such as {@code arn:aws:iam::123456789012:role/baker}
 * @param externalId what the role's trust policy asks of third parties; empty for none
 * @param sessionName the name under which CloudTrail shows the session, 2 to 64 characters of {@code [\w+=,.@-]}
 * @param duration how long the session's keys are good, 15 minutes to 12 hours; they are renewed in time
 */
public record AssumedRole(String arn, Optional<String> externalId, String sessionName, Duration duration) {
    /** How long when nothing is said. */
    public static final Duration DEFAULT_DURATION = Duration.ofSeconds(IdentityField.SESSION_SECONDS.number());

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    public AssumedRole {
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException(
                    "Not a role: '" + arn + "'; a role is written like arn:aws:iam::123456789012:role/baker.");
        }
        if (sessionName == null || !SESSION_NAME.matcher(sessionName).matches()) {
            throw new IllegalArgumentException("Not a session name: '" + sessionName
                    + "'; it has 2 to 64 letters, digits or characters of _+=,.@- in it.");
        }
        if (duration.compareTo(Duration.ofMinutes(15)) < 0 || duration.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException(
                    "A session of " + duration.toSeconds() + " s is not possible; it lasts 900 to 43200 s.");
        }
        externalId = externalId.filter(id -> !id.isBlank());
    }

    /** A role assumed for an hour, without an external id. */
    public static AssumedRole of(String arn) {
        return new AssumedRole(arn, Optional.empty(), "ami-bakery", DEFAULT_DURATION);
    }
}
