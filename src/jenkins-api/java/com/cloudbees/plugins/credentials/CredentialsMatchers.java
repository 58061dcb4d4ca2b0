package com.cloudbees.plugins.credentials;

import java.util.List;

/** The usual ways to choose among credentials. */
public class CredentialsMatchers {
    public static CredentialsMatcher withId(String text) {
        return null;
    }

    public static CredentialsMatcher withScope(CredentialsScope scope) {
        return null;
    }

    public static CredentialsMatcher not(CredentialsMatcher matcher) {
        return null;
    }

    public static CredentialsMatcher both(CredentialsMatcher first, CredentialsMatcher second) {
        return null;
    }

    public static <C extends Credentials> List<C> filter(List<C> credentials, CredentialsMatcher matcher) {
        return null;
    }

    public static <C extends Credentials> C firstOrNull(Iterable<C> credentials, CredentialsMatcher matcher) {
        return null;
    }
}
