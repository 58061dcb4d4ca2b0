package hudson.model.queue;

import hudson.model.Label;
import hudson.model.ModelObject;
import hudson.model.Queue;
import java.io.IOException;

/** Part of a task that runs on one node. */
public interface SubTask extends ModelObject {
    default Label getAssignedLabel() {
        return null;
    }

    Queue.Executable createExecutable() throws IOException;

    default Queue.Task getOwnerTask() {
        return null;
    }
}
