package io.jenkins.plugins.amibakery.engine.reuse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The fingerprint of a template, by which builds of the same text are recognised. */
public final class TemplateDigest {
    private TemplateDigest() {}

    /**
     * SHA-256 of a template, in hexadecimal.
     *
     * @param template a file, or a directory whose files are taken together with their names, in the order of these
     */
    public static String of(Path template) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files(template)) {
                if (!file.equals(template)) {
                    digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
                update(digest, file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static List<Path> files(Path template) throws IOException {
        if (!Files.isDirectory(template)) {
            return List.of(template);
        }
        try (Stream<Path> all = Files.list(template)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] some = new byte[1 << 13];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                digest.update(some, 0, read);
            }
        }
    }
}
