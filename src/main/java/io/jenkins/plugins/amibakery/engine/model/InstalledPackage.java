package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * A package of an image, by dpkg, rpm or apk.
 *
 * @param name its name
 * @param version its version, as its package manager writes it
 * @param architecture its architecture; {@code all} and {@code noarch} fit any
 * @param candidate the version that would have been installed instead when the image was baked; empty when it was this one
 * @param suite the suite of apt that it came from; empty when it is not known
 */
public record InstalledPackage(String name, String version, String architecture, String candidate, String suite)
        implements Serializable {
    private static final int LONGEST = 300;

    /** @throws IllegalArgumentException when one is too long to be what it is called */
    public InstalledPackage {
        for (String text : new String[] {name, version, architecture, candidate, suite}) {
            Limits.text("a fact of a package", Objects.requireNonNull(text), LONGEST);
        }
    }
}
