package io.jenkins.plugins.amibakery.results.history;

import io.jenkins.plugins.amibakery.results.record.XmlStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The files of one job's history, in the folder {@code ami-bakery} of the job:
 *
 * <pre>
 * bakes/ID.xml           a bake
 * bakes/ID.details.xml   its long lists
 * index.xml              a row for each bake
 * recipes.xml            where each recipe stands
 * </pre>
 *
 * The bakes are the truth. The other two save reading them all: a bake newer than the index is read itself, recipes that are not newer than all
 * bakes are made anew, and so is what is missing or broken.
 */
final class HistoryFiles {
    private static final Logger LOG = Logger.getLogger(HistoryFiles.class.getName());
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,119}");
    private static final String XML = ".xml";
    private static final String DETAILS = ".details.xml";

    private final File job;
    private final File folder;
    private final File bakes;
    private final File index;
    private final File recipes;
    private final XmlStore store;

    /** @param job the job's own folder */
    HistoryFiles(File job, XmlStore store) {
        this.job = job;
        this.store = store;
        folder = new File(job, "ami-bakery");
        bakes = new File(folder, "bakes");
        index = new File(folder, "index.xml");
        recipes = new File(folder, "recipes.xml");
    }

    /** Whether an id can be that of a bake; anything else names no file. */
    static boolean isBakeId(String id) {
        return FILE_NAME.matcher(id).matches() && !id.endsWith(".details");
    }

    boolean isEmpty() {
        return !bakes.isDirectory();
    }

    Optional<BakeEntry> entry(String bakeId) {
        return isBakeId(bakeId) ? read(new File(bakes, bakeId + XML), BakeEntry.class) : Optional.empty();
    }

    BakeDetails details(String bakeId) {
        return read(new File(bakes, bakeId + DETAILS), BakeDetails.class).orElseGet(BakeDetails::new);
    }

    void write(BakeEntry entry) throws IOException {
        store.write(inJob(new File(bakes, checked(entry.getBakeId()) + XML)), entry);
    }

    void write(String bakeId, BakeDetails details) throws IOException {
        store.write(inJob(new File(bakes, checked(bakeId) + DETAILS)), details);
    }

    void delete(String bakeId) throws IOException {
        Files.deleteIfExists(new File(bakes, checked(bakeId) + DETAILS).toPath());
        Files.deleteIfExists(new File(bakes, bakeId + XML).toPath());
    }

    void writeIndex(List<BakeRow> rows) throws IOException {
        store.write(inJob(index), new ArrayList<>(rows));
    }

    void writeRecipes(List<RecipeState> states) throws IOException {
        store.write(inJob(recipes), new ArrayList<>(states));
    }

    /** Nothing when the saved list is missing, broken or not newer than all bakes: a clock's tick may be some milliseconds long. */
    Optional<List<RecipeState>> recipes() {
        return bakes.lastModified() >= recipes.lastModified() || !recipes.exists()
                ? Optional.empty()
                : readList(recipes, RecipeState.class)
                        .filter(states -> states.stream().allMatch(RecipeState::isWhole));
    }

    /**
     * Whether a bake may have an AMI: false means that none has. Reads the index as mere text, as a search through all jobs does, and the bakes
     * that are newer.
     */
    boolean mention(String amiId) {
        if (!index.exists() || store.mentions(index, amiId)) {
            return !isEmpty();
        }
        long asOf = index.lastModified();
        return bakes.lastModified() >= asOf
                && Arrays.stream(bakeFiles())
                        .anyMatch(file -> file.lastModified() >= asOf && store.mentions(file, amiId));
    }

    private File[] bakeFiles() {
        File[] files = bakes.listFiles((in, name) -> name.endsWith(XML) && !name.endsWith(DETAILS));
        return files == null ? new File[0] : files;
    }

    /** A row for each bake there is, whatever the index says; in no order. */
    List<BakeRow> rows() {
        Map<String, BakeRow> indexed = new HashMap<>();
        readList(index, BakeRow.class).ifPresent(rows -> rows.forEach(row -> indexed.put(row.getBakeId(), row)));
        long asOf = index.lastModified();
        List<BakeRow> rows = new ArrayList<>();
        for (File file : bakeFiles()) {
            String id = file.getName().substring(0, file.getName().length() - XML.length());
            BakeRow row = indexed.get(id);
            if (row != null && file.lastModified() < asOf) {
                rows.add(row);
            } else {
                entry(id).ifPresent(entry -> rows.add(new BakeRow(entry)));
            }
        }
        return rows;
    }

    private <T> Optional<List<T>> readList(File file, Class<T> type) {
        return read(file, List.class)
                .map(list -> ((List<?>) list)
                        .stream().filter(type::isInstance).map(type::cast).toList());
    }

    /** Nothing when there is no such file, or when it cannot be read: that is logged, and the file stays. */
    private <T> Optional<T> read(File file, Class<T> type) {
        if (!file.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.cast(store.read(file)));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "Not readable, so left out of the history of AMIs: " + file);
            return Optional.empty();
        }
    }

    private static String checked(String bakeId) {
        if (!isBakeId(bakeId)) {
            throw new IllegalArgumentException(
                    "Not the id of a bake: " + bakeId + "; right are letters, digits, dots, underscores and hyphens.");
        }
        return bakeId;
    }

    /** A job that was deleted must not come back as a folder. */
    private File inJob(File file) throws IOException {
        if (!job.isDirectory()) {
            throw new IOException("There is no job any more in " + job + ".");
        }
        return file;
    }
}
