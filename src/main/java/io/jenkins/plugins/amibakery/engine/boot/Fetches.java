package io.jenkins.plugins.amibakery.engine.boot;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a text runs that would fetch something from elsewhere. The same pattern looks through the files of the instance. */
final class Fetches {
    private static final String TOOLS =
            "(yum|dnf|microdnf|tdnf|zypper|apt|apt-get|aptitude|apk|snap|pip[0-9.]*|npm|yarn|gem)([ \\t][^|;&]*)?[ \\t]"
                    + "(install|update|upgrade|dist-upgrade|full-upgrade|refresh|makecache|reinstall|add|ci|download)";
    private static final String GIT = "git[ \\t]+([^|;&]*[ \\t])?(clone|fetch|pull)";
    private static final String OTHERS = "curl|wget|unattended-upgrade|dnf-automatic|yum-cron";

    /** As both Java and POSIX read it, without apostrophes: a shell has it between two of them. */
    static final String PATTERN = "(^|[^A-Za-z0-9_./-]|bin/)(" + TOOLS + "|" + GIT + "|" + OTHERS
            + ")([^A-Za-z0-9_.-]|$)|apt\\.systemd\\.daily";

    private static final Pattern FETCHES = Pattern.compile(PATTERN);
    private static final Pattern INSTALLS = Pattern.compile("install|update|upgrade");

    /** Keys of cloud-init that have it fetch. */
    private static final Pattern KEYS = Pattern.compile(
            "(package_update|package_upgrade|apt_update|apt_upgrade|repo_update):\\s*(true|yes|on)\\b.*"
                    + "|packages:\\s*(\\[\\s*[^\\]\\s].*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OWN_ADDRESS =
            Pattern.compile("https?://(localhost|127\\.[0-9.]+|\\[::1]|169\\.254\\.169\\.254)[^\\s\"']*");

    private Fetches() {}

    /** The first line of user data, be it a script or cloud-init's, that fetches. */
    static Optional<String> in(String userData) {
        return userData.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .filter(line -> KEYS.matcher(line).matches() || fetches(line))
                .findFirst();
    }

    /** A call of the machine's own addresses fetches nothing. */
    private static boolean fetches(String line) {
        String others = OWN_ADDRESS.matcher(line).replaceAll("");
        boolean own = !others.equals(line)
                && !others.contains("://")
                && !INSTALLS.matcher(line).find();
        return !own && FETCHES.matcher(line).find();
    }
}
