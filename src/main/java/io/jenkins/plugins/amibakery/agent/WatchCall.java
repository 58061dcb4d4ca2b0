package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jenkins.MasterToSlaveFileCallable;

/** Looks how a program stands, and brings the next part of its log. Called on the control directory; changes nothing. */
public final class WatchCall extends MasterToSlaveFileCallable<WatchAnswer> {
    /** No more of a log than that comes at once. */
    public static final int MOST = 1 << 18;

    private static final long serialVersionUID = 1L;
    private static final int BORN = 20;
    private static final int LONGEST_NUMBER = 32;
    private static final int LONGEST_NOTE = 1 << 13;

    private final long offset;
    private final boolean answer;

    /** @param offset how much of the log is known already, in bytes */
    public WatchCall(long offset) {
        this(offset, false);
    }

    /** @param answer whether the answer to the question asked beside it is wanted too */
    public WatchCall(long offset, boolean answer) {
        this.offset = offset;
        this.answer = answer;
    }

    @Override
    public WatchAnswer invoke(File directory, VirtualChannel channel) throws IOException {
        Optional<ControlDirectory> opened = ControlDirectory.open(directory.toPath());
        if (opened.isEmpty()) {
            return new WatchAnswer(new byte[0], 0, null, WatchAnswer.Life.UNBORN, null);
        }
        try (ControlDirectory control = opened.get()) {
            // In this order: after an exit code nothing comes into the log any more.
            WatchAnswer.Life life = life(control);
            Integer exitCode = exitCode(control);
            String said = answer
                    ? control.text(ControlFiles.ANSWER, WatchAnswer.MOST_ANSWER).orElse(null)
                    : null;
            ControlDirectory.Part log = control.part(ControlFiles.LOG, offset, MOST);
            return new WatchAnswer(log.bytes(), log.size(), exitCode, life, said);
        }
    }

    private static Integer exitCode(ControlDirectory control) throws IOException {
        Optional<String> written = control.text(ControlFiles.EXIT_CODE, LONGEST_NUMBER);
        try {
            return written.map(text -> Integer.valueOf(text.strip())).orElse(null);
        } catch (NumberFormatException e) {
            // Without the number itself: somebody may have put another file there.
            throw new IOException(
                    "There is no exit code in the control directory's file " + ControlFiles.EXIT_CODE + ".");
        }
    }

    private static WatchAnswer.Life life(ControlDirectory control) throws IOException {
        Optional<String> noted = control.text(ControlFiles.PROCESS, LONGEST_NOTE);
        if (noted.isEmpty()) {
            return control.has(ControlFiles.STARTED) ? WatchAnswer.Life.UNSEEN : WatchAnswer.Life.UNBORN;
        }
        List<String> lines = noted.get().lines().toList();
        if (lines.size() < 4 || lines.get(1).isEmpty() || !lines.get(0).matches("\\d{1,10}")) {
            return WatchAnswer.Life.UNSEEN;
        }
        if (!lines.get(3).equals(read(Path.of("/proc/sys/kernel/random/boot_id")))) {
            return WatchAnswer.Life.DEAD;
        }
        if (!lines.get(2).equals(namespace())) {
            return WatchAnswer.Life.UNSEEN;
        }
        String now = read(Path.of("/proc", lines.get(0), "stat"));
        return !now.isEmpty() && born(now).equals(born(lines.get(1))) ? WatchAnswer.Life.ALIVE : WatchAnswer.Life.DEAD;
    }

    /** When a process was born, in the kernel's words: field 22 of its stat, counted behind the name, which may hold anything. */
    private static String born(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < BORN ? "" : fields[BORN - 1];
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
