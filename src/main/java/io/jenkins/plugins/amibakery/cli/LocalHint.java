package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.util.regex.Pattern;

/** Who has no account may have meant the cloud on this machine. */
final class LocalHint {
    private static final Pattern NO_ACCOUNT = Pattern.compile(
            "^No AWS credentials|Packer found no AWS credentials|Unable to locate credentials|^No region is given");

    private LocalHint() {}

    /** A line for people, with a hint at the local cloud where AWS was asked without an account and one runs. */
    static String with(String line) {
        return NO_ACCOUNT.matcher(line).find() && isRunning()
                ? line + " A local cloud runs here: --cloud local bakes and deploys in it."
                : line;
    }

    private static boolean isRunning() {
        try {
            return LocalCloud.running().isPresent();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
