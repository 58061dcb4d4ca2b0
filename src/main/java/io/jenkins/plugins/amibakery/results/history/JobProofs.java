package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.record.Persisted;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import io.jenkins.plugins.amibakery.results.record.XmlStore;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The newest proofs of each pair of environments that a job has proved, in {@code ami-bakery/proofs.xml} in the job's folder, so that no page
 * reads builds. Saved; never changed once made.
 */
@Restricted(NoExternalUse.class)
public final class JobProofs extends Persisted {
    private static final XmlStore STORE = new XmlStore();
    private static final Logger LOG = Logger.getLogger(JobProofs.class.getName());

    /** A job that proves ever other environments must not fill the disk. */
    private static final int MOST = 50;

    private ArrayList<ProofRecord> records;

    private JobProofs(List<ProofRecord> records) {
        this.records = new ArrayList<>(records);
    }

    /** Those of a job, the newest first; none when nothing was proved, or the file cannot be read. */
    public static List<ProofRecord> of(Job<?, ?> job) {
        File file = file(job);
        try {
            return file.exists() && STORE.read(file) instanceof JobProofs kept
                    ? Collections.unmodifiableList(kept.records)
                    : List.of();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Cannot be read: " + file + "; the next proof of its job takes its place");
            return List.of();
        }
    }

    /** Takes note of proofs that were made. */
    public static synchronized void note(Job<?, ?> job, ProofRecord made) throws IOException {
        List<ProofRecord> all = new ArrayList<>(List.of(made));
        of(job).stream().filter(one -> !one.isLike(made)).limit(MOST - 1L).forEach(all::add);
        STORE.write(file(job), new JobProofs(all));
    }

    private static File file(Job<?, ?> job) {
        return new File(new File(job.getRootDir(), "ami-bakery"), "proofs.xml");
    }
}
