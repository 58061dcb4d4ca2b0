package hudson.model;

import hudson.model.queue.SubTask;
import java.util.Calendar;
import java.util.List;
import org.springframework.security.core.Authentication;

/** What waits to be run. */
public class Queue {
    private Queue() {}

    /** A build that waits for its turn. */
    public abstract static class Item {
        private Item() {}
    }

    /** One whose time has not come yet. */
    public static final class WaitingItem extends Item {
        public WaitingItem(Calendar timestamp, Task project, List<Action> actions) {}
    }

    /** One that a node may take. */
    public static final class BuildableItem extends Item {
        public BuildableItem(WaitingItem item) {}
    }

    /** What comes of a task. */
    public interface Executable {}

    /** Something that can be queued. */
    public interface Task extends SubTask {
        String getName();

        String getFullDisplayName();

        String getUrl();

        default Authentication getDefaultAuthentication2() {
            return null;
        }

        default Authentication getDefaultAuthentication2(Item item) {
            return null;
        }
    }
}
