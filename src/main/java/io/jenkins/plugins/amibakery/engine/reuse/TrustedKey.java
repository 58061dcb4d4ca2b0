package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A public key whose signatures count, and for whose bakes.
 *
 * <pre>
 * # the controller of the web team
 * jobs: 0123456789abcdef0123456789abcdef
 * -----BEGIN PUBLIC KEY-----
 * …
 * -----END PUBLIC KEY-----
 * </pre>
 *
 * @param key the key
 * @param jobs ids of jobs whose AMIs count when this key has signed them, beside those that count by any trusted key; a line
 *     {@code jobs:} before the key names them, with blanks or commas between
 * @param any whether those of all jobs do: {@code jobs: any}
 */
public record TrustedKey(VerifyingKey key, Set<String> jobs, boolean any) implements Serializable {
    private static final String ANY = "any";
    private static final String JOBS = "jobs:";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";

    public TrustedKey {
        jobs = Set.copyOf(jobs);
    }

    /** A key that was, or is, one's own. */
    public static TrustedKey own(VerifyingKey key) {
        return new TrustedKey(key, Set.of(), false);
    }

    /**
     * Reads a list of keys; lines that begin with {@code #} are for people.
     *
     * @throws IllegalArgumentException with one clear line when something in it is neither
     */
    public static List<TrustedKey> read(String text) {
        List<TrustedKey> keys = new ArrayList<>();
        Set<String> jobs = new LinkedHashSet<>();
        StringBuilder block = new StringBuilder();
        for (String line : text.lines().map(String::strip).toList()) {
            if (!block.isEmpty() || line.startsWith(BEGIN)) {
                block.append(line).append('\n');
                if (line.startsWith(END)) {
                    keys.add(of(block.toString(), jobs));
                    block.setLength(0);
                    jobs.clear();
                }
            } else if (line.startsWith(JOBS)) {
                jobs.addAll(jobs(line.substring(JOBS.length())));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IllegalArgumentException("Not a public key, nor a line 'jobs: ...' before one: '"
                        + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + "'.");
            }
        }
        if (!block.isEmpty() || !jobs.isEmpty()) {
            throw new IllegalArgumentException("The list of trusted keys ends "
                    + (block.isEmpty() ? "with a line 'jobs: ...' that no key follows." : "inside a public key."));
        }
        return List.copyOf(keys);
    }

    private static TrustedKey of(String pem, Set<String> jobs) {
        Set<String> named = new LinkedHashSet<>(jobs);
        boolean any = named.remove(ANY);
        return new TrustedKey(VerifyingKey.read(pem), named, any);
    }

    private static List<String> jobs(String line) {
        List<String> jobs = List.of(line.strip().split("[\\s,]+"));
        for (String job : jobs) {
            if (!ReuseClaim.isJob(job)) {
                throw new IllegalArgumentException("Not the id of a job: '" + job
                        + "'; copy it from the page AMIs of a job, '" + ReuseClaim.TERMINAL + "' or '" + ANY + "'.");
            }
        }
        return jobs;
    }

    boolean counts(String job) {
        return any || jobs.contains(job);
    }
}
