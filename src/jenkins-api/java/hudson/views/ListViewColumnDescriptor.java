package hudson.views;

import hudson.model.Descriptor;

/** Describes a column of a list of jobs. */
public abstract class ListViewColumnDescriptor extends Descriptor<ListViewColumn> {
    public ListViewColumnDescriptor() {}

    public boolean shownByDefault() {
        return false;
    }
}
