package hudson.model.queue;

/** Why something cannot be run now. */
public abstract class CauseOfBlockage {
    public abstract String getShortDescription();
}
