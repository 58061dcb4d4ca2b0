package io.jenkins.plugins.amibakery.trust;

import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Who a job is, whatever it is called: 32 hexadecimal digits, drawn when they are first wanted and kept in the job's own folder. A job that is
 * renamed or moved stays who it is; a copy, and another job that takes a deleted one's name, are somebody else. No secret, and no name: whoever
 * sees one learns nothing of the job.
 */
@Restricted(NoExternalUse.class)
public final class JobIdentity {
    private static final Logger LOG = Logger.getLogger(JobIdentity.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private JobIdentity() {}

    /** The identity of a job; drawn now if it has none. */
    public static String of(Job<?, ?> job) throws IOException {
        return of(job.getRootDir());
    }

    /** The identity that a job has already. */
    public static Optional<String> known(Job<?, ?> job) {
        return read(file(job.getRootDir()));
    }

    static synchronized String of(File job) throws IOException {
        Path file = file(job);
        Optional<String> known = read(file);
        return known.isPresent() ? known.get() : drawn(job, file);
    }

    private static String drawn(File job, Path file) throws IOException {
        if (!job.isDirectory()) {
            throw new IOException("There is no job any more in " + job + ".");
        }
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        Path half = file.resolveSibling(file.getFileName() + ".tmp");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(half, id, StandardCharsets.US_ASCII);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    private static Path file(File job) {
        return job.toPath().resolve("ami-bakery").resolve("identity");
    }

    /** What is damaged counts as none: the job becomes somebody else, and nothing that others signed can be taken for its own. */
    private static Optional<String> read(Path file) {
        try {
            String id = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return Optional.of(id).filter(text -> text.matches("[0-9a-f]{32}"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Cannot be read, so another takes its place: " + file);
            return Optional.empty();
        }
    }
}
