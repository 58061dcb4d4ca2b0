package io.jenkins.plugins.amibakery.config;

import java.util.Collection;
import java.util.TreeSet;

/** What to say of AWS credentials that are not found. */
final class MissingCredentials {
    private static final int MOST = 10;

    private MissingCredentials() {}

    /**
     * One line without a full stop.
     *
     * @param user who wanted them, such as "this job"
     * @param known ids of those that would have been found; empty where the reader may not know
     */
    static String line(String id, String user, Collection<String> known) {
        String others = new TreeSet<>(known)
                .stream().limit(MOST).reduce((a, b) -> a + ", " + b).orElse("");
        return "No AWS credentials with the ID '" + id + "' for " + user
                + (others.isEmpty() ? "" : " (known here: " + others + (known.size() > MOST ? ", …)" : ")"))
                + "; add them in Manage Jenkins, Credentials, as AWS Credentials";
    }

    /** The same of credentials that exist and that no job may use. */
    static String ofSystem(String id) {
        return "The AWS credentials '" + id
                + "' have the scope System, so no job may use them; give them the scope Global";
    }
}
