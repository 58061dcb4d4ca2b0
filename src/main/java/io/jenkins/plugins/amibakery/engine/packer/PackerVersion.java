package io.jenkins.plugins.amibakery.engine.packer;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packer's version, by which flags are gated.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number
 */
public record PackerVersion(int major, int minor, int patch) implements Comparable<PackerVersion>, Serializable {
    /** The oldest packer that is supported: Debian 12 ships 1.6.6. */
    public static final PackerVersion OLDEST = new PackerVersion(1, 6, 0);

    private static final Pattern NUMBERS =
            Pattern.compile("(?m)^(?:Packer )?v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[-+]\\S*)?\\s*$");

    /** Reads what {@code packer --version} prints: {@code 1.6.6} of old, {@code Packer v1.16.0} from 1.10 on. */
    public static Optional<PackerVersion> read(String output) {
        Matcher found = NUMBERS.matcher(output);
        return found.find()
                ? Optional.of(new PackerVersion(number(found, 1), number(found, 2), number(found, 3)))
                : Optional.empty();
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    /** Whether this is the given version or a newer one. */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new PackerVersion(wantedMajor, wantedMinor, 0)) >= 0;
    }

    @Override
    public int compareTo(PackerVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
