package io.jenkins.plugins.amibakery.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The files by which a program is steered and followed. They lie in a directory of its own beside the workspace, which only the
 * agent's user can read and which is removed after it.
 */
final class ControlFiles {
    /** What it prints. */
    static final String LOG = "log";

    /** Its exit code, once it has ended. */
    static final String EXIT_CODE = "exit-code";

    /** Who runs: process id, what the kernel says of the process, its process id namespace and the machine's boot, a line each. */
    static final String PROCESS = "process";

    /** What was said to a question asked beside it; there once it is complete, and only if there was an answer. */
    static final String ANSWER = "answer";

    /** A directory that exists from the moment something was started, so that nothing is started twice. */
    static final String STARTED = "started";

    /** Exists once somebody wants it to stop. */
    static final String STOP = "stop";

    /** Which controller takes care of it, a line each: its process, its home, this directory's number, and its name. */
    static final String LEASE = "lease";

    private ControlFiles() {}

    /**
     * Makes a control directory that only this user can read, unless it is there.
     *
     * @param name its path, absolute
     */
    static Path make(String name) throws IOException {
        Path directory = Path.of(name);
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IOException("The control directory " + directory + " lies nowhere.");
        }
        Files.createDirectories(parent);
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return directory;
    }
}
