package hudson.model;

/** What runs a build that takes no place of a node, such as a Pipeline. */
public class OneOffExecutor extends Executor {
    OneOffExecutor() {}
}
