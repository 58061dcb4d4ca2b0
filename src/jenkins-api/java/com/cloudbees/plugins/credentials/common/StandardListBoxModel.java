package com.cloudbees.plugins.credentials.common;

/** A drop-down list of credentials. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
    public StandardListBoxModel() {}

    private static final long serialVersionUID = 1L;
}
