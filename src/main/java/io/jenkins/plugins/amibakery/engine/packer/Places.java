package io.jenkins.plugins.amibakery.engine.packer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The two directories that expressions can name: the template's, and the one packer runs in. */
final class Places {
    private Places() {}

    /** The absolute path that {@code template_dir}, {@code pwd}, {@code path.root} or {@code path.cwd} stands for. */
    static Optional<String> of(String word, PackerTemplate template, Path directory) {
        return switch (word) {
            case "template_dir", "path.root" -> Optional.of(root(template).toString());
            case "pwd", "path.cwd" ->
                Optional.of(directory.toAbsolutePath().normalize().toString());
            default -> Optional.empty();
        };
    }

    /** The directory of a template, absolute. */
    static Path root(PackerTemplate template) {
        Path path = template.path().toAbsolutePath().normalize();
        Path parent = path.getParent();
        return Files.isDirectory(path) || parent == null ? path : parent;
    }
}
