package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** Things that describe themselves, at most one of each class. */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {
    @Override
    public <U extends T> U get(Class<U> type) {
        return null;
    }
}
