package io.jenkins.plugins.amibakery.engine.boot;

import io.jenkins.plugins.amibakery.engine.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's files for a test. */
record TestFiles(Path directory) {
    private static final int MOST = 1 << 16;

    /**
     * What a file holds.
     *
     * @param field the parameter that names it, for messages
     * @param path empty for no file, which holds nothing
     * @throws IllegalArgumentException with one line when there is no such file, or it is too large
     */
    byte[] bytes(String field, String path) throws IOException {
        if (path.isEmpty()) {
            return new byte[0];
        }
        Limits.text("the path of a file", path, Limits.PATH);
        Path file = directory.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    field + " is '" + path + "'; there is no such file in " + directory + ".");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] read = in.readNBytes(MOST + 1);
            if (read.length > MOST) {
                throw new IllegalArgumentException(
                        field + " is '" + path + "', which has more than " + MOST + " bytes.");
            }
            return read;
        }
    }

    /** The same as text. */
    String text(String field, String path) throws IOException {
        return new String(bytes(field, path), StandardCharsets.UTF_8);
    }
}
