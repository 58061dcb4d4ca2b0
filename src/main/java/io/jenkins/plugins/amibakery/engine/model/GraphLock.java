package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.List;

/**
 * The lock CFNgin puts on a module's graph in S3 while it works on it: the tag {@code cfngin_lock_code}.
 *
 * @param region where the bucket is, by its code; empty when the log did not tell
 * @param bucket CFNgin's bucket
 * @param key the graph in it
 * @param code whose lock it is, CFNgin's own id of the run; empty when it is not known
 */
public record GraphLock(String region, String bucket, String key, String code) implements Serializable {
    /** @throws IllegalArgumentException with one line when a part is longer than S3 takes it */
    public GraphLock {
        List.of(region, bucket, key, code).forEach(part -> Limits.text("a part of a lock", part, Limits.PATH));
    }

    /** The graph that is locked: {@code s3://BUCKET/KEY}. */
    public String graph() {
        return "s3://" + bucket + "/" + key;
    }

    /** Whose lock it is, and on what: {@code CODE on s3://BUCKET/KEY}. */
    public String shown() {
        return code + " on " + graph();
    }

    /** The command that releases it by hand. */
    public String release() {
        return "aws s3api delete-object-tagging " + (region.isEmpty() ? "" : "--region " + region + " ") + "--bucket "
                + bucket + " --key " + key;
    }
}
