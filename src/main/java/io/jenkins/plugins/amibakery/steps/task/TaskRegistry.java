package io.jenkins.plugins.amibakery.steps.task;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * All work that has something on an agent or in an account, one file each below JENKINS_HOME: work whose build died with its
 * controller is found here again. Safe for several threads.
 */
@Extension
public final class TaskRegistry implements ExtensionPoint {
    private static final Logger LOG = Logger.getLogger(TaskRegistry.class.getName());

    /** Who in this JVM takes care of what work; never two at once. */
    private final Map<String, Object> held = new ConcurrentHashMap<>();

    private final Supplier<File> home;

    public TaskRegistry() {
        this(() -> Jenkins.get().getRootDir());
    }

    /** @param home JENKINS_HOME */
    TaskRegistry(Supplier<File> home) {
        this.home = home;
    }

    public static TaskRegistry get() {
        return ExtensionList.lookupSingleton(TaskRegistry.class);
    }

    /**
     * Somebody takes care of work, from now on or still.
     *
     * @return false when somebody else does
     */
    boolean hold(String id, Object who) {
        Object before = held.putIfAbsent(id, who);
        return before == null || before == who;
    }

    /** Whether work goes on, or will be brought to an end by {@link OrphanCleanup}. */
    public boolean isGoingOn(String id) {
        return held.containsKey(id) || file(id).exists();
    }

    /** Nobody does any more: it is over, or, when it could not be brought to an end, left to {@link OrphanCleanup}. */
    void release(TaskState state) {
        if (state.stage == TaskState.Stage.DONE) {
            remove(state.id);
        }
        state.leaveQueues();
        held.remove(state.id);
    }

    /** @throws UnsavedException when it cannot be written; what was there before stays */
    synchronized void put(RegisteredTask work) throws UnsavedException {
        try {
            file(work.state.id).write(work.with(work.state.snapshot()));
        } catch (IOException e) {
            throw new UnsavedException(e);
        }
    }

    /**
     * A job is called otherwise, or was moved; its work follows.
     *
     * @param builds where its builds are now
     */
    synchronized void moved(String oldName, String newName, File builds) {
        for (RegisteredTask work : all()) {
            RegisteredTask moved = work.moved(oldName, newName, builds);
            if (moved != work) {
                try {
                    put(moved);
                } catch (UnsavedException e) {
                    LOG.log(Level.WARNING, e, () -> work.state.id + " is still remembered as of " + work.run);
                }
            }
        }
    }

    private synchronized void remove(String id) {
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
    public List<RegisteredTask> all() {
        List<RegisteredTask> all = new ArrayList<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                if (new XmlFile(file).read() instanceof RegisteredTask work) {
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

    private XmlFile file(String id) {
        return new XmlFile(new File(directory(), id + ".xml"));
    }

    private File directory() {
        return new File(home.get(), "ami-bakery-running");
    }
}
