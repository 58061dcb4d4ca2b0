package io.jenkins.plugins.amibakery.engine.packer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Reads what packer's post-processor {@code provenance} wrote of a bake. */
public final class ProvenanceFiles {
    private static final int MOST = 100;

    private ProvenanceFiles() {}

    /**
     * Those that carry the id of one of the AMIs in their names. EC2 gives an id once, so they are of no other bake.
     *
     * @param directories where the post-processors write
     * @param refused told why one is not taken, a line each
     */
    public static List<PackerProvenance> of(
            List<Path> directories, Collection<BakedAmi> amis, Consumer<String> refused) {
        List<PackerProvenance> found = new ArrayList<>();
        for (Path directory : directories) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, file -> isOfAny(file, amis))) {
                for (Path file : files) {
                    if (found.size() < MOST) {
                        add(file, found, refused);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // Packer says what it could not write.
                continue;
            }
        }
        return found;
    }

    private static boolean isOfAny(Path file, Collection<BakedAmi> amis) {
        String name = String.valueOf(file.getFileName());
        return amis.stream().anyMatch(ami -> PackerProvenance.isOf(name, ami.region(), ami.id()));
    }

    private static void add(Path file, List<PackerProvenance> found, Consumer<String> refused) {
        try {
            found.add(read(file));
        } catch (IOException | IllegalArgumentException e) {
            refused.accept("Packer's own provenance " + file.getFileName() + " is not taken: " + e.getMessage());
        }
    }

    /** A link may lead to what is no business of a bake's. */
    private static PackerProvenance read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is not a regular file.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(PackerProvenance.MOST_BYTES + 1);
        }
        if (bytes.length > PackerProvenance.MOST_BYTES) {
            throw new IOException("it is larger than 1 MiB.");
        }
        try {
            if (!Json.parse(bytes).isObject()) {
                throw new IOException("it is not a JSON object.");
            }
            // Its digest has to be that of the file, byte by byte.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new PackerProvenance(String.valueOf(file.getFileName()), text);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new IOException("it is not valid JSON.", e);
        }
    }
}
