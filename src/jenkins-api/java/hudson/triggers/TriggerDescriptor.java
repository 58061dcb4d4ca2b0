package hudson.triggers;

import hudson.model.Descriptor;
import hudson.model.Item;

/** Describes a kind of {@link Trigger}. */
public abstract class TriggerDescriptor extends Descriptor<Trigger<?>> {
    protected TriggerDescriptor() {}

    public abstract boolean isApplicable(Item item);
}
