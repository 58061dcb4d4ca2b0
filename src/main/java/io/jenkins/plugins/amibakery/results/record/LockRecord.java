package io.jenkins.plugins.amibakery.results.record;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A lock that CFNgin put on a module's graph. Saved in build.xml; never changed once made. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class LockRecord extends Persisted {
    private String region;
    private String bucket;
    private String key;
    private String code;
    private String command;

    private LockRecord(GraphLock lock) {
        region = lock.region();
        bucket = lock.bucket();
        key = lock.key();
        code = lock.code();
        command = lock.release();
        readResolve();
    }

    public static LockRecord of(GraphLock lock) {
        return new LockRecord(lock);
    }

    /** Where the bucket is; empty when the log did not tell. */
    @Exported
    public String getRegion() {
        return region;
    }

    /** CFNgin's bucket. */
    @Exported
    public String getBucket() {
        return bucket;
    }

    /** The graph in it. */
    @Exported
    public String getKey() {
        return key;
    }

    /** Whose lock it is, CFNgin's own id of the run; empty when it is not known. */
    @Exported
    public String getCode() {
        return code;
    }

    /** The AWS command that releases it by hand. */
    @Exported
    public String getCommand() {
        return command;
    }

    /** For a person: whose it is, on what, and how it is released. */
    public String line() {
        return code + " on s3://" + bucket + "/" + key + ": " + command;
    }
}
