package com.cloudbees.plugins.credentials;

/** Who may see credentials. */
public enum CredentialsScope {
    // The body makes the enum no final class, as the real one is none.
    SYSTEM {}
}
