package hudson.model;

import org.springframework.security.core.Authentication;

/** Somebody whom Jenkins knows. */
public class User {
    public static User getById(String id, boolean create) {
        return null;
    }

    public static User current() {
        return null;
    }

    public String getId() {
        return null;
    }

    public String getFullName() {
        return null;
    }

    public Authentication impersonate2() {
        return null;
    }
}
