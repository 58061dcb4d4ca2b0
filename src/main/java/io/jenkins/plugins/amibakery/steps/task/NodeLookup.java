package io.jenkins.plugins.amibakery.steps.task;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import jenkins.model.Jenkins;

/** Finds places on nodes by name, also after they were away. */
final class NodeLookup {
    /** How a node stands. */
    enum Standing {
        /** It is connected. */
        THERE,
        /** It is known, and not connected. */
        AWAY,
        /** Jenkins knows none of that name. */
        REMOVED
    }

    private NodeLookup() {}

    /** @param node the node's name; empty for the controller, which is never removed */
    static Standing standing(String node) {
        if (!node.isEmpty() && Jenkins.get().getNode(node) == null) {
            return Standing.REMOVED;
        }
        Computer computer = Jenkins.get().getComputer(node);
        return computer == null || computer.getChannel() == null ? Standing.AWAY : Standing.THERE;
    }

    /** Whether a path is still connected with its node: one from before a disconnection never is again. */
    static boolean isConnected(FilePath path) {
        Computer computer = path.toComputer();
        return computer != null && computer.getChannel() == path.getChannel();
    }

    /**
     * A path on a node.
     *
     * @param node the node's name; empty for the controller
     * @throws IOException when the node is not there
     */
    static FilePath path(String node, String path) throws IOException {
        FilePath found = node(node).createPath(path);
        if (found == null) {
            throw new IOException("Agent '" + node + "' is away.");
        }
        return found;
    }

    static Launcher launcher(String node, TaskListener listener) throws IOException {
        Launcher launcher = node(node).createLauncher(listener);
        if (launcher == null || launcher.getChannel() == null) {
            throw new IOException("Agent '" + node + "' is away.");
        }
        return launcher;
    }

    private static Node node(String name) throws IOException {
        Node node = name.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(name);
        if (node == null) {
            throw new IOException("There is no agent '" + name + "' any more.");
        }
        return node;
    }
}
