package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Credentials that are chosen by an id. */
public interface IdCredentials extends Credentials {
    String getId();
}
