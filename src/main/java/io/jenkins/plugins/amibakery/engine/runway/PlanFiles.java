package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The digest of the files a deployment is made from. */
public final class PlanFiles {
    /** What tools leave behind while they work, none of it an input. */
    private static final Set<String> LEAVINGS =
            Set.of(".runway", ".git", ".terraform", "node_modules", "__pycache__", ".pytest_cache", "cdk.out");

    private PlanFiles() {}

    /**
     * Digests the files beside runway.yml and all within the chosen modules, each by its path and content.
     *
     * @throws DeployFailedException when one cannot be read
     */
    public static String digest(RunwaySelection selection) {
        Path root = selection.directory().toAbsolutePath().normalize();
        try {
            Set<Path> files = new TreeSet<>();
            try (Stream<Path> beside = Files.list(root)) {
                beside.filter(Files::isRegularFile).filter(PlanFiles::isConfig).forEach(files::add);
            }
            for (Path module : selection.moduleDirectories()) {
                collect(module.toAbsolutePath().normalize(), files);
            }
            MessageDigest digest = PlanDigest.newSha256();
            for (Path file : files) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(PlanDigest.newSha256().digest(Files.readAllBytes(file)));
            }
            return PlanDigest.hex(digest.digest());
        } catch (IOException e) {
            throw new DeployFailedException(
                    DeployFailureCause.CONFIG_INVALID, "The files of the deployment cannot be read: " + e.getMessage());
        }
    }

    private static boolean isConfig(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }

    private static void collect(Path directory, Set<Path> files) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return LEAVINGS.contains(String.valueOf(path.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
