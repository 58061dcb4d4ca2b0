package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A package of an image of which its repositories have a newer version.
 *
 * @param name its name
 * @param from the version in the image
 * @param to the newest one
 * @param suite where that is: the suite of apt, the id of dnf
 * @param security whether that is where security updates are
 */
public record NewerPackage(String name, String from, String to, String suite, boolean security)
        implements Comparable<NewerPackage>, Serializable {
    private static final int LONGEST = 1_000;
    private static final int MOST_NAMED = 5;

    private static final Comparator<NewerPackage> ORDER =
            Comparator.comparing(NewerPackage::security).reversed().thenComparing(NewerPackage::name);

    public NewerPackage {
        for (String text : new String[] {name, from, to, suite}) {
            Limits.text("a fact of a package", Objects.requireNonNull(text), LONGEST);
        }
    }

    /** As people read it: {@code openssl 3.0.17-1 → 3.0.18-1, security}. */
    public String line() {
        return name + " " + from + " → " + to + (security ? ", security" : "");
    }

    /** All in one phrase: {@code 12 packages have newer versions, 3 of them security: openssl, …}. */
    public static String said(List<NewerPackage> all) {
        long security = all.stream().filter(NewerPackage::security).count();
        List<String> names =
                all.stream().sorted().limit(MOST_NAMED).map(NewerPackage::name).toList();
        return (all.size() == 1 ? "1 package has a newer version" : all.size() + " packages have newer versions")
                + (security == 0 ? "" : ", " + security + " of them security")
                + ": "
                + String.join(", ", names)
                + (all.size() > MOST_NAMED ? ", …" : "");
    }

    /** Security first, then by name. */
    @Override
    public int compareTo(NewerPackage other) {
        return ORDER.compare(this, other);
    }
}
