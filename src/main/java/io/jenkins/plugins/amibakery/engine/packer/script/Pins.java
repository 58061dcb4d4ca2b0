package io.jenkins.plugins.amibakery.engine.packer.script;

import java.util.Optional;
import java.util.regex.Pattern;

/** Tells texts that name one thing for good from those that name whatever is newest. */
final class Pins {
    private static final Pattern VERSION_IN_ADDRESS = Pattern.compile(
            "\\d+[._]\\d+([._]\\d+)*|\\b[0-9a-f]{7,64}\\b(?=.*[0-9])|versionId=|\\b20\\d{6}\\b|sha256:");
    private static final Pattern FULL = Pattern.compile(
            "\\d+[._]\\d+[._]\\d+|\\b[0-9a-f]{40}\\b|\\b[0-9a-f]{64}\\b|versionId=|\\b20\\d{6}\\b|sha256:");
    private static final Pattern MOVING = Pattern.compile(
            "(?i)(?:^|[/_.=?&@:-])(?:latest|master|main|head|heads|trunk|develop|nightly|stable|edge|snapshot|current|canary|lts)"
                    + "(?:$|[/_.?&:-])");
    /** The version of a system or of a processor is none of what is fetched. */
    private static final Pattern PLATFORM = Pattern.compile(
            "(?i)x86[_-]64|win(?:32|64)|(?<![a-z])(?:ubuntu|debian|rhel|redhat|centos|el"
                    + "|amzn|amazon|amazonlinux|al|fc|fedora|rocky|almalinux|opensuse|sles|suse|alpine)[/_-]?v?\\d+(?:[._]\\d+)?(?![._]?\\d)");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|[0-9a-f]{64}");
    private static final Pattern RELEASE =
            Pattern.compile("(?:refs/tags/|tags/)?[A-Za-z_-]*v?\\d+(?:[._]\\d+)+[\\w.+-]*");
    private static final Pattern HERE = Pattern.compile(
            "(?i)^(?:[a-z]+://)?(?:[^@/]*@)?(?:localhost|127\\.[\\d.]+|0\\.0\\.0\\.0|\\[::1]|169\\.254\\.\\d+\\.\\d+|instance-data"
                    + "|\\[fd00:ec2::254])(?:[:/?].*)?$");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?|ftp|git|ssh|s3|gs)://\\S+|git@\\S+:\\S+");
    /** A variable of which only the script knows the value, but which is named after a version. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\$\\{?[a-z_0-9]*(?:ver|tag|release|commit|sha|rev|build)\\w*");

    private static final Pattern LIST = Pattern.compile(
            "(?i).*(?:\\.(?:gpg|asc|key|pub|pem|crt|repo|list|sources)|[/_.-](?:gpg|key|pgp)[\\w-]*)(?:\\?.*)?");
    private static final Pattern SMALL =
            Pattern.compile("(?i).*\\.(?:sh|py|pl|rb|gpg|asc|key|pub|pem|repo|list)(?:\\?.*)?");

    private Pins() {}

    /** Whether a commit or a tag of a release is named, not a branch. */
    static boolean isRevision(String text) {
        return COMMIT.matcher(text).matches() && text.chars().anyMatch(Character::isDigit)
                || RELEASE.matcher(text).matches()
                || NAMED.matcher(text).find();
    }

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Whether an address is the instance's own: nothing is fetched from elsewhere. */
    static boolean isHere(String address) {
        return HERE.matcher(address).matches();
    }

    /** Whether an address is that of a repository's signing key, or of its list. */
    static boolean isKeyOrList(String address) {
        return LIST.matcher(address).matches();
    }

    /** Why what an address serves may change; empty when a version in it names one thing. */
    static Optional<String> whyMoving(String address) {
        String whole = address.replaceFirst("^[A-Za-z0-9]+://[^/]*", "");
        String path = PLATFORM.matcher(whole).replaceAll("");
        String last =
                path.substring(path.lastIndexOf('/', path.indexOf('?') < 0 ? path.length() : path.indexOf('?')) + 1);
        boolean named = NAMED.matcher(path).find();
        if (MOVING.matcher(last).find()
                || MOVING.matcher(path).find() && !FULL.matcher(last).find()) {
            return Optional.of("it fetches the latest version");
        }
        if (named
                || FULL.matcher(path).find()
                || VERSION_IN_ADDRESS.matcher(last).find()) {
            return Optional.empty();
        }
        if (path.contains("$")) {
            return Optional.of("what it fetches is known only when it runs");
        }
        boolean version =
                VERSION_IN_ADDRESS.matcher(path).find() && !SMALL.matcher(path).matches();
        return version ? Optional.empty() : Optional.of("the address names no version");
    }
}
