package io.jenkins.plugins.amibakery.config;

import java.util.regex.Pattern;

/**
 * Which EC2 the controller itself calls: AWS's own, and the one that an administrator has set. Any other was chosen by a job, and a
 * call would reach into the controller's network and be signed with credentials that the job may not even use.
 */
public final class ControllerEndpoint {
    /** Not more of AWS's names: under many of them stands what any customer has put there. */
    private static final Pattern AWS = Pattern.compile(
            "https://ec2(-fips)?\\.[a-z]{2,}(-[a-z]+)+-[0-9]\\.(amazonaws\\.com(\\.cn)?|api\\.aws)(:443)?/?");

    private ControllerEndpoint() {}

    /** @param endpoint another EC2 endpoint than AWS's own; null or empty for AWS */
    public static boolean isAllowed(String endpoint) {
        return isAllowed(endpoint, AmiBakeryConfiguration.get().getEndpoint());
    }

    static boolean isAllowed(String endpoint, String administrators) {
        return endpoint == null
                || endpoint.isEmpty()
                || endpoint.equals(administrators)
                || AWS.matcher(endpoint).matches();
    }
}
