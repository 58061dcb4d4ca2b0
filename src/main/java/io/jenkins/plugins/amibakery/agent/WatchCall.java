package io.jenkins.plugins.amibakery.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/** Looks how a program stands, and brings the next part of its log. Called on the control directory; changes nothing. */
public final class WatchCall extends MasterToSlaveFileCallable<WatchAnswer> {
    /** No more of a log than that comes at once. */
    public static final int MOST = 1 << 18;

    private static final long serialVersionUID = 1L;
    private static final int BORN = 20;

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
        Path control = directory.toPath();
        // In this order: after an exit code nothing comes into the log any more.
        WatchAnswer.Life life = life(control);
        Integer exitCode = exitCode(control.resolve(ControlFiles.EXIT_CODE));
        String said = answer ? start(control.resolve(ControlFiles.ANSWER)) : null;
        Path log = control.resolve(ControlFiles.LOG);
        if (!Files.isRegularFile(log)) {
            return new WatchAnswer(new byte[0], 0, exitCode, life, said);
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long size = file.length();
            byte[] output = new byte[(int) Math.max(0, Math.min(MOST, size - offset))];
            file.seek(offset);
            file.readFully(output);
            return new WatchAnswer(output, size, exitCode, life, said);
        }
    }

    private static Integer exitCode(Path file) throws IOException {
        try {
            return Integer.valueOf(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (NoSuchFileException e) {
            return null;
        } catch (NumberFormatException e) {
            throw new IOException("There is no exit code in " + file + ".", e);
        }
    }

    /** The first part of a file; null when there is none. */
    private static String start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static WatchAnswer.Life life(Path control) throws IOException {
        Path noted = control.resolve(ControlFiles.PROCESS);
        if (!Files.exists(noted)) {
            return Files.exists(control.resolve(ControlFiles.STARTED))
                    ? WatchAnswer.Life.UNSEEN
                    : WatchAnswer.Life.UNBORN;
        }
        List<String> lines = Files.readAllLines(noted, StandardCharsets.UTF_8);
        if (lines.size() < 4 || lines.get(1).isEmpty()) {
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
