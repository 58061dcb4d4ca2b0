package io.jenkins.plugins.amibakery.steps;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.XmlFile;
import io.jenkins.plugins.amibakery.config.BakeSlots;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The bakes that have something on an agent or in an account, one file each below JENKINS_HOME: a bake whose build died with its
 * controller is found here again. Safe for several threads.
 */
@Extension
public final class RunningBakes implements ExtensionPoint {
    private static final Logger LOG = Logger.getLogger(RunningBakes.class.getName());

    /** Bakes that somebody in this JVM takes care of. */
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    static RunningBakes get() {
        return ExtensionList.lookupSingleton(RunningBakes.class);
    }

    /** Somebody takes care of a bake. */
    boolean hold(String bakeId) {
        return held.add(bakeId);
    }

    boolean isHeld(String bakeId) {
        return held.contains(bakeId);
    }

    /** Nobody does any more: it is over, or, when it could not be brought to an end, left to {@link DeadBakes}. */
    void release(BakeState state) {
        if (state.stage == BakeState.Stage.DONE) {
            remove(state.bakeId);
        }
        held.remove(state.bakeId);
        BakeSlots.all().leave(state.bakeId);
    }

    void put(RunningBake bake) throws IOException {
        file(bake.state.bakeId).write(bake);
    }

    private void remove(String bakeId) {
        try {
            XmlFile file = file(bakeId);
            if (file.exists()) {
                file.delete();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Bake " + bakeId + " is over, but its file stays");
        }
    }

    /** All bakes that are remembered; a file that cannot be read is passed over and said. */
    List<RunningBake> all() {
        List<RunningBake> all = new ArrayList<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                if (new XmlFile(file).read() instanceof RunningBake bake) {
                    all.add(bake);
                }
            } catch (IOException e) {
                LOG.log(Level.WARNING, e, () -> "Cannot be read: " + file);
            }
        }
        return all;
    }

    private static XmlFile file(String bakeId) {
        return new XmlFile(new File(directory(), bakeId + ".xml"));
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "ami-bakery-running");
    }
}
