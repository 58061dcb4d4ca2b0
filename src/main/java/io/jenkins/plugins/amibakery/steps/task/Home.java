package io.jenkins.plugins.amibakery.steps.task;

import io.jenkins.plugins.amibakery.agent.LeaseCall;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import jenkins.model.Jenkins;

/**
 * What tells this controller from one that was started with a copy of its JENKINS_HOME. A copy has the same files with the same content;
 * what it has not is the number that a certain file has in its file system, and this process. Safe for several threads.
 *
 * <p>A home that is moved with its file system, such as a volume that another machine mounts, stays the same one.
 */
final class Home {
    /** This process; never saved in JENKINS_HOME. */
    private static final String SESSION = UUID.randomUUID().toString();

    private Home() {}

    /** This JENKINS_HOME, as no copy of it is called. */
    static synchronized String here() {
        Path mark = new File(Jenkins.get().getRootDir(), "ami-bakery-home").toPath();
        try {
            return of(mark);
        } catch (IOException e) {
            throw new IllegalStateException("JENKINS_HOME cannot be told from a copy of it by " + mark + ": " + e, e);
        }
    }

    /** @param mark the file; made when there is none */
    static String of(Path mark) throws IOException {
        try {
            Files.writeString(mark, UUID.randomUUID() + "\n", StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            // It is made once.
        }
        String text = Files.readString(mark, StandardCharsets.US_ASCII).strip();
        return text + " " + number(mark);
    }

    private static String number(Path mark) throws IOException {
        try {
            return String.valueOf(Files.getAttribute(mark, "unix:ino"));
        } catch (UnsupportedOperationException e) {
            return mark.toRealPath().toString();
        }
    }

    /** Renews its lease on a program, or asks whose it is. */
    static LeaseCall lease(boolean mayTake) {
        String url = Jenkins.get().getRootUrl();
        return new LeaseCall(SESSION, here(), url == null ? "another Jenkins" : url, mayTake);
    }
}
