package hudson.model;

/** What waits to be run. */
public class Queue {
    private Queue() {}

    /** A build that waits for its turn. */
    public abstract static class Item {
        private Item() {}
    }

    /** Something that can be queued. */
    public interface Task {}
}
