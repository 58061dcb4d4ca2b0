package io.jenkins.plugins.amibakery.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals that Java itself cannot send or ask about. */
final class Signals {
    private static final long INTERRUPT = 1L << (2 - 1);

    private Signals() {}

    /**
     * Sends SIGINT.
     *
     * @param group whether the process leads a group of its own, and all of it is meant
     */
    static void interrupt(ProcessHandle process, boolean group) throws InterruptedException {
        String target = (group ? "-" : "") + process.pid();
        try {
            // The shell's own kill: not every machine has the program.
            new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- \"$1\"", "sh", target)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        }
    }

    /** Whether this JVM, and so whatever it starts, ignores SIGINT; false where the system does not tell. */
    static boolean isInterruptIgnored() {
        try {
            return Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & INTERRUPT) != 0);
        } catch (IOException e) {
            return false;
        }
    }
}
