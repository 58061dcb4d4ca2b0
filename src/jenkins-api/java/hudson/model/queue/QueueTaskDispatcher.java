package hudson.model.queue;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Node;
import hudson.model.Queue;

/** Has a say in what runs where. */
public abstract class QueueTaskDispatcher implements ExtensionPoint {
    public CauseOfBlockage canTake(Node node, Queue.BuildableItem item) {
        return null;
    }

    public static ExtensionList<QueueTaskDispatcher> all() {
        return null;
    }
}
