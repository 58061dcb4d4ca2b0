package hudson.model;

/** What runs a build. */
public class Executor {
    Executor() {}

    public Queue.Executable getCurrentExecutable() {
        return null;
    }
}
