package hudson.util;

import java.io.Serializable;

/** Text that is encrypted where it is saved. */
public final class Secret implements Serializable {
    public static Secret fromString(String text) {
        return null;
    }

    public String getPlainText() {
        return null;
    }

    public static String toString(Secret secret) {
        return null;
    }

    private Secret() {}

    private static final long serialVersionUID = 1L;
}
