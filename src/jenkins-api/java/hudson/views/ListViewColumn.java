package hudson.views;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;

/** A column of a list of jobs. */
public abstract class ListViewColumn implements ExtensionPoint, Describable<ListViewColumn> {
    public ListViewColumn() {}

    public String getColumnCaption() {
        return null;
    }

    @Override
    public Descriptor<ListViewColumn> getDescriptor() {
        return null;
    }
}
