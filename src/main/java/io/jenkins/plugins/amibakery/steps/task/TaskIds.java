package io.jenkins.plugins.amibakery.steps.task;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the ids of what builds start: job, build and four random bytes, such as {@code img-mgr-12-9f3a01c4}. */
public final class TaskIds {
    private static final int LONGEST_NAME = 40;

    private static final SecureRandom RANDOM = new SecureRandom();

    private TaskIds() {}

    /**
     * The next id; good as a file name, as a tag and as a part of a shell's word.
     *
     * @param job the job's own name
     * @param build the build's number
     */
    public static String next(String job, int build) {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        String name = job.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        String start = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return (start.isEmpty() ? "build" : start) + "-" + build + "-"
                + HexFormat.of().formatHex(random);
    }
}
