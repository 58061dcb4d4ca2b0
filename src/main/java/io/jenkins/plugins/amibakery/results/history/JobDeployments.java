package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.results.record.DeploymentRecord;
import io.jenkins.plugins.amibakery.results.record.XmlStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The index of a job's deployments, kept in {@code ami-bakery/deployments.xml} in the job's folder. Safe for several threads.
 *
 * <p>A build tells of its deployments whenever they change, and again when it is loaded: so an index that was lost comes back with the builds
 * that Jenkins loads. It only helps to show: a file that can be neither read nor written never keeps a build from going on.
 */
public final class JobDeployments {
    private static final XmlStore STORE = new XmlStore();
    private static final Logger LOGGER = Logger.getLogger(JobDeployments.class.getName());
    private static final Map<Job<?, ?>, JobDeployments> OPEN = new WeakHashMap<>();

    private DeploymentIndex index;

    private JobDeployments(DeploymentIndex index) {
        this.index = index;
    }

    private static JobDeployments of(Job<?, ?> job) {
        synchronized (OPEN) {
            return OPEN.computeIfAbsent(job, opened -> new JobDeployments(read(opened)));
        }
    }

    /** What is known at this moment. */
    public static DeploymentIndex index(Job<?, ?> job) {
        return of(job).get();
    }

    /** Tells of all deployments of one build. */
    public static void note(Job<?, ?> job, int build, Collection<DeploymentRecord> records) {
        of(job).change(job, index -> {
            DeploymentIndex changed = index;
            for (DeploymentRecord deployment : records) {
                changed = changed.with(DeploymentFacts.of(build, deployment));
            }
            return changed;
        });
    }

    /** Tells that a build is deleted. */
    static void forget(Job<?, ?> job, int build) {
        of(job).change(job, index -> index.without(build));
    }

    private synchronized DeploymentIndex get() {
        return index;
    }

    private synchronized void change(Job<?, ?> job, UnaryOperator<DeploymentIndex> change) {
        DeploymentIndex changed = change.apply(index);
        if (changed != index) {
            index = changed;
            save(job);
        }
    }

    private static File file(Job<?, ?> job) {
        return new File(new File(job.getRootDir(), "ami-bakery"), "deployments.xml");
    }

    private static DeploymentIndex read(Job<?, ?> job) {
        File file = file(job);
        if (file.exists()) {
            try {
                return (DeploymentIndex) STORE.read(file);
            } catch (IOException | RuntimeException e) {
                putAside(file, e);
            }
        }
        return new DeploymentIndex();
    }

    private static void putAside(File file, Exception why) {
        File aside = new File(file.getPath() + ".unreadable");
        LOGGER.log(
                Level.WARNING,
                why,
                () -> "Cannot be read, so put aside as " + aside + ": " + file
                        + "; the Deployments page of its job shows the builds that are loaded from now on");
        try {
            Files.move(file.toPath(), aside.toPath(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot be put aside: " + file);
        }
    }

    private void save(Job<?, ?> job) {
        try {
            if (job.getRootDir().isDirectory()) { // a job that was deleted must not come back as a folder
                STORE.write(file(job), index);
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "Cannot be written: " + file(job)
                            + "; the Deployments page of its job may lack deployments after the next restart");
        }
    }
}
