package io.jenkins.plugins.amibakery.steps.task;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseTrust;
import io.jenkins.plugins.amibakery.engine.reuse.TrustedKey;
import io.jenkins.plugins.amibakery.trust.JobIdentity;
import io.jenkins.plugins.amibakery.trust.TrustingFolder;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Whose AMIs a job takes: its own, those of jobs in a folder that says so, and those of keys that the administrator trusts.
 *
 * @param job the job
 * @param id its identity
 * @param folder the folder; null for none
 * @param keys the keys whose signatures count
 */
public record JobTrust(Job<?, ?> job, String id, TrustingFolder folder, List<TrustedKey> keys) {
    private static final Logger LOG = Logger.getLogger(JobTrust.class.getName());

    /** Of the job of a build; a key of this controller that is damaged counts as none, so that the build bakes. */
    public static JobTrust of(BuildContext site) throws IOException, InterruptedException {
        Job<?, ?> job = site.run().getParent();
        return new JobTrust(job, JobIdentity.of(job), TrustingFolder.around(job).orElse(null), TrustedKeys.all());
    }

    /** For an agent: ids, and no name. */
    public ReuseTrust remote() {
        Set<String> others =
                new HashSet<>(folder == null ? Set.of() : folder.jobs().keySet());
        others.remove(id);
        return new ReuseTrust(id, others, keys);
    }

    /**
     * The same where AMIs of one more job count.
     *
     * @param name the job's full name, as the user who may configure this job gives it; of a job that is not there, none do
     */
    public ReuseTrust with(String name) {
        Set<String> others =
                new HashSet<>(folder == null ? Set.of() : folder.jobs().keySet());
        Optional.ofNullable(Jenkins.get().getItemByFullName(name, Job.class))
                .flatMap(JobIdentity::known)
                .ifPresent(others::add);
        return new ReuseTrust(id, others, keys);
    }

    /** Whose bakes are the same as this job's: bakes of others are not waited for, as their AMIs would not be taken. */
    public String scope() {
        return folder == null ? id : "in " + folder.name();
    }

    /** The jobs whose records of images count: the job itself first. */
    public Set<Job<?, ?>> jobs() {
        Set<Job<?, ?>> jobs = new LinkedHashSet<>();
        jobs.add(job);
        if (folder != null) {
            jobs.addAll(folder.jobs().values());
        }
        return jobs;
    }

    /** The job of an identity, where this controller has it and its AMIs count; anyone who reads of it may not be allowed to know its name. */
    public Optional<Job<?, ?>> jobOf(String identity) {
        if (identity.equals(id)) {
            return Optional.of(job);
        }
        return folder == null
                ? Optional.empty()
                : Optional.ofNullable(folder.jobs().get(identity));
    }

    /** Why AMIs of a job are taken, in one line that names no other job; empty for the own ones. */
    public String why(String identity) {
        if (identity.equals(id)) {
            return "";
        }
        return jobOf(identity).isPresent()
                ? "They were baked by another job in the folder '" + folder.name()
                        + "', whose jobs trust each other's AMIs."
                : "They are signed by a key that Manage Jenkins, System, AMI Bakery lists as trusted.";
    }
}
