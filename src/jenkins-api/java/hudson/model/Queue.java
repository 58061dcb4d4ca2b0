package hudson.model;

/** What waits to be run. */
public class Queue {
    private Queue() {}

    /** Something that can be queued. */
    public interface Task {}
}
