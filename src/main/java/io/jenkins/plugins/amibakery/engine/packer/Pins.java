package io.jenkins.plugins.amibakery.engine.packer;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells texts that name one thing for good from those that name whatever is newest. */
final class Pins {
    private static final Pattern VERSION =
            Pattern.compile("(?<![\\w.])v?\\d+(?:[._]\\d+)+|\\b[0-9a-f]{40}\\b|\\b[0-9a-f]{64}\\b");
    private static final Pattern VERSION_IN_ADDRESS = Pattern.compile(
            "\\d+[._]\\d+([._]\\d+)*|\\b[0-9a-f]{7,64}\\b(?=.*[0-9])|versionId=|\\b20\\d{6}\\b|sha256:");
    private static final Pattern MOVING = Pattern.compile(
            "(?i)(?:^|[/_.=?&@:-])(?:latest|master|main|head|heads|trunk|develop|nightly|stable|edge|snapshot|current|canary|lts)"
                    + "(?:$|[/_.?&:-])");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|[0-9a-f]{64}");
    private static final Pattern RELEASE =
            Pattern.compile("(?:refs/tags/|tags/)?[A-Za-z_-]*v?\\d+(?:[._]\\d+)+[\\w.+-]*");
    private static final Pattern HERE = Pattern.compile(
            "(?i)^(?:[a-z]+://)?(?:[^@/]*@)?(?:localhost|127\\.[\\d.]+|0\\.0\\.0\\.0|\\[::1]|169\\.254\\.\\d+\\.\\d+|instance-data"
                    + "|\\[fd00:ec2::254])(?:[:/?].*)?$");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|ftp|git|ssh|s3|gs)://\\S+|git@\\S+:\\S+");

    private Pins() {}

    /** Whether a commit or a tag of a release is named, not a branch. */
    static boolean isRevision(String text) {
        return COMMIT.matcher(text).matches() && text.chars().anyMatch(Character::isDigit)
                || RELEASE.matcher(text).matches();
    }

    static boolean hasVersion(String text) {
        return VERSION.matcher(text).find();
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Whether an address is the instance's own: nothing is fetched from elsewhere. */
    static boolean isHere(String address) {
        return HERE.matcher(address).matches();
    }

    /** Why what an address serves may change; empty when a version in it, or a variable's value, names one thing. */
    static Optional<String> whyMoving(String address) {
        String path = address.replaceFirst("^[A-Za-z0-9]+://[^/]*", "").replaceAll("(?i)x86[_-]64|win(?:32|64)", "");
        if (MOVING.matcher(path).find()) {
            return Optional.of("it fetches the latest version");
        }
        boolean named = VERSION_IN_ADDRESS.matcher(path).find() || path.contains("$");
        return named ? Optional.empty() : Optional.of("the address names no version");
    }
}
