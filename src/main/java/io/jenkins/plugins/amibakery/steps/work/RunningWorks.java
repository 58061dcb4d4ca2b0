package io.jenkins.plugins.amibakery.steps.work;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.XmlFile;
import io.jenkins.plugins.amibakery.config.BakeSlots;
import io.jenkins.plugins.amibakery.config.EnvironmentLocks;
import io.jenkins.plugins.amibakery.config.IdenticalBakes;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * All work that has something on an agent or in an account, one file each below JENKINS_HOME: work whose build died with its
 * controller is found here again. Safe for several threads.
 */
@Extension
public final class RunningWorks implements ExtensionPoint {
    private static final Logger LOG = Logger.getLogger(RunningWorks.class.getName());

    /** Work that somebody in this JVM takes care of. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    public static RunningWorks get() {
        return ExtensionList.lookupSingleton(RunningWorks.class);
    }

    /** Somebody takes care of work. */
    boolean hold(String id) {
        return held.add(id);
    }

    boolean isHeld(String id) {
        return held.contains(id);
    }

    /** Whether work goes on, or will be brought to an end by {@link DeadWork}. */
    public boolean isGoingOn(String id) {
        return held.contains(id) || file(id).exists();
    }

    /** Nobody does any more: it is over, or, when it could not be brought to an end, left to {@link DeadWork}. */
    void release(WorkState state) {
        if (state.stage == WorkState.Stage.DONE) {
            remove(state.id);
            EnvironmentLocks.all().leave(state.id);
        }
        IdenticalBakes.all().leave(state.id);
        held.remove(state.id);
        BakeSlots.all().leave(state.id);
    }

    void put(RunningWork work) throws IOException {
        file(work.state.id).write(work);
    }

    private void remove(String id) {
        try {
            XmlFile file = file(id);
            if (file.exists()) {
                file.delete();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> id + " is over, but its file stays");
        }
    }

    /** All work that is remembered; a file that cannot be read is passed over and said. */
    public List<RunningWork> all() {
        List<RunningWork> all = new ArrayList<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                if (new XmlFile(file).read() instanceof RunningWork work) {
                    all.add(work);
                }
            } catch (NoSuchFileException e) {
                LOG.log(Level.FINE, e, () -> "Over since it was listed: " + file);
            } catch (IOException e) {
                LOG.log(Level.WARNING, e, () -> "Cannot be read: " + file);
            }
        }
        return all;
    }

    private static XmlFile file(String id) {
        return new XmlFile(new File(directory(), id + ".xml"));
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "ami-bakery-running");
    }
}
