package hudson.model.queue;

import hudson.model.Queue.Task;
import org.springframework.security.core.Authentication;

/** Small functions of what can be queued. */
public class Tasks {
    public static Authentication getAuthenticationOf2(Task task) {
        return null;
    }
}
