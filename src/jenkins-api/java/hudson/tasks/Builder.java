package hudson.tasks;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;

/** A step in the middle of a freestyle build. */
public abstract class Builder implements BuildStep, Describable<Builder>, ExtensionPoint {
    public Builder() {}

    public Descriptor<Builder> getDescriptor() {
        return null;
    }
}
