package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the images of a job's newest bakes hold, a text for each bake, in the job's own folder. Losing one costs a bake. */
@Restricted(NoExternalUse.class)
public final class ImageFiles {
    private static final int MOST = 100;
    private static final int DIGITS = 16;
    private static final String SUFFIX = ".json";

    private static final Comparator<Path> NEWEST_FIRST = Comparator.comparingLong(
                    (Path file) -> file.toFile().lastModified())
            .reversed();

    private final Path folder;

    /** @param job the job's own folder */
    public ImageFiles(Path job) {
        this.folder = job.resolve("ami-bakery").resolve("images");
    }

    public static ImageFiles of(Job<?, ?> job) {
        return new ImageFiles(job.getRootDir().toPath());
    }

    private static String prefix(String recipe) {
        return Sha256.of(recipe).substring(0, DIGITS) + "-";
    }

    /** Keeps the text of a bake whole or not at all; the oldest go when there are too many. */
    public void keep(String recipe, String bakeId, String text) throws IOException {
        if (!HistoryFiles.isBakeId(bakeId)) {
            return;
        }
        Files.createDirectories(folder);
        Path half = Files.createTempFile(folder, ".", ".tmp");
        Files.writeString(half, text);
        Files.move(half, folder.resolve(prefix(recipe) + bakeId + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
        for (Path old : files("").stream().skip(MOST).toList()) {
            Files.deleteIfExists(old);
        }
    }

    /** The texts of a recipe's newest bakes by bake id, the newest first. */
    public Map<String, String> newest(String recipe, int most) throws IOException {
        String prefix = prefix(recipe);
        Map<String, String> found = new LinkedHashMap<>();
        for (Path file : files(prefix).stream().limit(most).toList()) {
            String name = String.valueOf(file.getFileName());
            found.put(name.substring(prefix.length(), name.length() - SUFFIX.length()), Files.readString(file));
        }
        return found;
    }

    private List<Path> files(String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix)
                            && file.toString().endsWith(SUFFIX))
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
    }
}
