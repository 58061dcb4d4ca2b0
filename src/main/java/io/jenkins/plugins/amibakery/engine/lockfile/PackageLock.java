package io.jenkins.plugins.amibakery.engine.lockfile;

import io.jenkins.plugins.amibakery.engine.model.LockFile;

/**
 * The part of a lock that provisioning scripts read: a line for each package of each build, fields parted by tabs, so that awk and
 * every shell can read it.
 *
 * <pre>
 * amazon-ebs    packages    nginx    1.22.1-9+deb12u2
 * amazon-ebs    python      flask    3.1.3
 * </pre>
 */
public final class PackageLock {
    private PackageLock() {}

    /** All lines, sorted; empty when the lock names no package. */
    public static String text(LockFile lock) {
        StringBuilder text = new StringBuilder();
        lock.builds()
                .forEach((build, locked) -> locked.packages()
                        .forEach((list, versions) ->
                                versions.forEach((name, version) -> line(text, build, list, name, version))));
        return text.toString();
    }

    private static void line(StringBuilder text, String... fields) {
        for (String field : fields) {
            text.append(field.replaceAll("\\s+", " ")).append('\t');
        }
        text.setCharAt(text.length() - 1, '\n');
    }
}
