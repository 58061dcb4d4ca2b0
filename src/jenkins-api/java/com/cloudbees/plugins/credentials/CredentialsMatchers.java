package com.cloudbees.plugins.credentials;

/** The usual ways to choose among credentials. */
@SuppressWarnings("rawtypes")
public class CredentialsMatchers {
    public static CredentialsMatcher instanceOf(Class type) {
        return null;
    }

    public static CredentialsMatcher withId(String text) {
        return null;
    }
}
