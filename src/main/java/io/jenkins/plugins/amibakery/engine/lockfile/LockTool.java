package io.jenkins.plugins.amibakery.engine.lockfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The script that a template runs in its image to have the locked versions of packages installed. */
public final class LockTool {
    private LockTool() {}

    /** The script itself, for a POSIX shell. */
    public static String text() {
        try (InputStream in =
                Objects.requireNonNull(LockTool.class.getResourceAsStream("lock-tool"), "the script is packaged")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
