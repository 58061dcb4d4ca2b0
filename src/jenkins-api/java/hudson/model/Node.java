package hudson.model;

import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.queue.CauseOfBlockage;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;

/** The configuration of the controller or of an agent. */
public abstract class Node implements ExtensionPoint, AccessControlled {
    public abstract String getNodeName();

    public final Computer toComputer() {
        return null;
    }

    public final VirtualChannel getChannel() {
        return null;
    }

    public CauseOfBlockage canTake(Queue.BuildableItem item) {
        return null;
    }

    public abstract Launcher createLauncher(TaskListener taskListener);

    public FilePath createPath(String text) {
        return null;
    }
}
