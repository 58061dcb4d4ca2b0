package hudson.model;

import hudson.ExtensionPoint;

/** Something done again and again. */
public abstract class PeriodicWork implements ExtensionPoint {
    public PeriodicWork() {}

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        return 0;
    }
}
