package hudson.triggers;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.scheduler.CronTabList;
import java.io.ObjectStreamException;

/** Starts a job by itself, at times that a specification like cron's gives. */
public abstract class Trigger<J extends Item> implements Describable<Trigger<?>>, ExtensionPoint {
    protected final String spec = null;

    protected transient CronTabList tabs;

    protected transient J job;

    protected Trigger(String cronTabSpec) {}

    public void start(J project, boolean newInstance) {}

    public void run() {}

    public final String getSpec() {
        return null;
    }

    protected Object readResolve() throws ObjectStreamException {
        return null;
    }
}
