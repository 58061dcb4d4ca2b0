package com.cloudbees.hudson.plugins.folder;

import hudson.model.AbstractDescribableImpl;

/** A setting of a folder. */
public abstract class AbstractFolderProperty<C extends AbstractFolder<?>>
        extends AbstractDescribableImpl<AbstractFolderProperty<?>> {
    public AbstractFolderProperty() {}
}
