package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Runway's version.
 *
 * @param major first number
 * @param minor second number
 * @param patch third number
 */
public record RunwayVersion(int major, int minor, int patch) implements Comparable<RunwayVersion> {
    /** The oldest Runway that is supported. */
    public static final RunwayVersion OLDEST = new RunwayVersion(2, 6, 0);

    private static final Pattern NUMBERS =
            Pattern.compile("(?m)^(?:.*version )?v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:[-+.]?\\w+)*\\s*$");

    /** Reads what {@code runway --version} prints: {@code runway, version 2.8.4}. */
    public static Optional<RunwayVersion> read(String output) {
        Matcher found = NUMBERS.matcher(output);
        return found.find()
                ? Optional.of(new RunwayVersion(number(found, 1), number(found, 2), number(found, 3)))
                : Optional.empty();
    }

    /**
     * The same of a program that has to be Runway.
     *
     * @throws DeployFailedException when it does not behave like Runway
     */
    public static RunwayVersion of(String program, String output) {
        return read(output)
                .orElseThrow(() -> new DeployFailedException(
                        DeployFailureCause.RUNWAY_MISSING, "'" + program + "' does not behave like runway"));
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    @Override
    public int compareTo(RunwayVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
