package io.jenkins.plugins.amibakery.engine.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The script that a template runs in its image to record packages and the state of their repositories. */
public final class ManifestTool {
    private ManifestTool() {}

    /** The script itself, for a POSIX shell. */
    public static String text() {
        try (InputStream in =
                Objects.requireNonNull(ManifestTool.class.getResourceAsStream("packages"), "the script is packaged")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
