package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/**
 * Renews the lease by which a controller takes care of a program, or takes it over from one that does not renew it any more. Called on
 * the control directory, every few seconds.
 *
 * <p>The lease is what a copy of a JENKINS_HOME lacks: it lies beside the program, and says which process of which home renewed it last,
 * by the agent's clock. A controller that finds it renewed by another has no business with the program. It also holds the
 * directory's own number in its file system, which a copy of the directory has not.
 */
public final class LeaseCall extends MasterToSlaveFileCallable<LeaseAnswer> {
    /** A lease of the same home is over so long after it was renewed: its controller has been started anew. */
    static final long SAME_HOME_MILLIS = 10_000;

    /** One of another home: the one that had it may just have lost sight of the agent. */
    static final long OTHER_HOME_MILLIS = 600_000;

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 4_096;

    private final String session;
    private final String home;
    private final String name;
    private final boolean mayTake;

    /**
     * A call.
     *
     * @param session the controller's process, a random text
     * @param home its JENKINS_HOME, a text that a copy of it does not have
     * @param name the controller, for people
     * @param mayTake whether a program that has no lease may be taken
     */
    public LeaseCall(String session, String home, String name, boolean mayTake) {
        this.session = session;
        this.home = home;
        this.name = name.replaceAll("\\p{Cntrl}", " ");
        this.mayTake = mayTake;
    }

    @Override
    public LeaseAnswer invoke(File directory, VirtualChannel channel) throws IOException {
        Path control = directory.toPath();
        Optional<ControlDirectory> opened = ControlDirectory.open(control);
        if (opened.isEmpty()) {
            return answer(LeaseAnswer.Standing.NOTHING);
        }
        try (ControlDirectory files = opened.get()) {
            Optional<String> written = files.text(ControlFiles.LEASE, LONGEST);
            return written.isEmpty()
                    ? none(control)
                    : some(control, written.get().lines().toList());
        }
    }

    private LeaseAnswer none(Path control) throws IOException {
        return mayTake ? renewed(control) : answer(LeaseAnswer.Standing.FREE);
    }

    private LeaseAnswer some(Path control, List<String> lines) throws IOException {
        if (lines.size() < 4) {
            throw new IOException("There is no lease in the control directory's file " + ControlFiles.LEASE + ".");
        }
        if (lines.get(0).equals(session)) {
            return renewed(control);
        }
        if (!lines.get(2).equals(number(control))) {
            return answer(LeaseAnswer.Standing.COPIED);
        }
        boolean same = lines.get(1).equals(home);
        long then = Files.getLastModifiedTime(control.resolve(ControlFiles.LEASE), LinkOption.NOFOLLOW_LINKS)
                .toMillis();
        boolean over = System.currentTimeMillis() - then > (same ? SAME_HOME_MILLIS : OTHER_HOME_MILLIS);
        return over ? renewed(control) : new LeaseAnswer(LeaseAnswer.Standing.ANOTHERS, lines.get(3), same, then);
    }

    private LeaseAnswer renewed(Path control) throws IOException {
        Path written = control.resolve(ControlFiles.LEASE + "." + session);
        Files.deleteIfExists(written);
        Files.write(
                written,
                List.of(session, home, number(control), name),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        Files.move(written, control.resolve(ControlFiles.LEASE), StandardCopyOption.ATOMIC_MOVE);
        return answer(LeaseAnswer.Standing.OURS);
    }

    /** The directory's number in its file system; empty where there are none. */
    private static String number(Path control) throws IOException {
        return String.valueOf(Files.getAttribute(control, "unix:ino", LinkOption.NOFOLLOW_LINKS));
    }

    private static LeaseAnswer answer(LeaseAnswer.Standing standing) {
        return new LeaseAnswer(standing, "", false, 0);
    }
}
