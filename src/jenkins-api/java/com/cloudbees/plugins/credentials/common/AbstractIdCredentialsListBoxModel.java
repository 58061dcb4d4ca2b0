package com.cloudbees.plugins.credentials.common;

import hudson.util.ListBoxModel;

/** A drop-down list of credentials. */
public abstract class AbstractIdCredentialsListBoxModel<
                T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
        extends ListBoxModel {
    public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
        return null;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String value) {
        return null;
    }

    private static final long serialVersionUID = 1L;
}
