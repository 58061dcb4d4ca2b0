package hudson.slaves;

import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;

/** Something that differs between machines. */
public interface NodeSpecific<T extends NodeSpecific<T>> {
    T forNode(Node node, TaskListener taskListener) throws IOException, InterruptedException;
}
