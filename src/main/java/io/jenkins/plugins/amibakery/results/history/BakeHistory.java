package io.jenkins.plugins.amibakery.results.history;

import hudson.model.Job;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.results.record.FloatingRecord;
import io.jenkins.plugins.amibakery.results.record.KeyPartRecord;
import io.jenkins.plugins.amibakery.results.record.PackageChange;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The bakes of one job, kept when its builds are discarded: in the job's own folder, so that they follow the job. Safe for several
 * threads. In memory it has where each recipe stands; a row for each bake only while somebody asks for them.
 */
@Restricted(NoExternalUse.class)
public final class BakeHistory {
    private static final Logger LOG = Logger.getLogger(BakeHistory.class.getName());

    static final int MOST = 2_000;

    private final HistoryFiles files;
    private final RecentRows recent;
    private final HistoryLimit limit;

    /** Null until somebody asks; never changed once handed out. */
    private volatile List<RecipeState> recipes;

    /** The job for which the files were read; empty before. */
    private WeakReference<Object> reader = new WeakReference<>(null);

    BakeHistory(HistoryFiles files, RecentRows recent, int most) {
        this.files = files;
        this.recent = recent;
        this.limit = new HistoryLimit(most);
    }

    /** The history of a job. */
    public static BakeHistory of(Job<?, ?> job) {
        return BakeHistories.get().of(job);
    }

    /**
     * Jenkins has loaded the job anew, as "Reload Configuration from Disk" does: somebody may have put other files there, so what is in
     * memory is forgotten. Does nothing for the same job as before.
     */
    synchronized void readFor(Object job) {
        if (reader.get() != job) {
            reader = new WeakReference<>(job);
            recipes = null;
            recent.remove(this);
        }
    }

    /** Adds a bake; one of the same id is replaced, but keeps its packages and key parts where the new one has none. */
    public void add(BakeEntry entry) throws IOException {
        keepNew(entry.copy());
    }

    private synchronized void keepNew(BakeEntry copy) throws IOException {
        List<BakeRow> rows = keep(List.of(copy));
        trim(rows);
        files.writeIndex(rows);
        set(rows);
    }

    private List<BakeRow> keep(List<BakeEntry> copies) throws IOException {
        List<BakeRow> rows = new ArrayList<>(rows());
        for (BakeEntry entry : copies) {
            rows.removeIf(row -> row.getBakeId().equals(entry.getBakeId()));
            rows.add(new BakeRow(keep(entry, rows)));
            rows.sort(BakeRow.NEWEST_FIRST);
        }
        return rows;
    }

    /**
     * Changes a bake.
     *
     * @param change gets a copy
     * @return false when there is no such bake
     */
    public boolean update(String bakeId, Consumer<BakeEntry> change) throws IOException {
        return update(List.of(bakeId), change);
    }

    /**
     * Changes bakes. The index of all bakes, which may be long, is not written: the few bakes that are newer than it are read themselves.
     *
     * @param change gets a copy of each
     * @return false when there is none of them
     */
    public synchronized boolean update(Collection<String> bakeIds, Consumer<BakeEntry> change) throws IOException {
        List<BakeEntry> changed = bakeIds.stream()
                .flatMap(id -> find(id).stream())
                .map(BakeEntry::copy)
                .toList();
        if (changed.isEmpty()) {
            return false;
        }
        changed.forEach(change);
        set(keep(changed));
        return true;
    }

    /** The bake whose AMIs are the recipe's current ones: the newest that ended well and made or reused some. */
    public Optional<BakeEntry> newest(String recipe) {
        return state(recipe)
                .map(RecipeState::getCurrent)
                .map(BakeRow::getBakeId)
                .flatMap(this::find);
    }

    /** Where a recipe stands; nothing when it was never baked. */
    public Optional<RecipeState> state(String recipe) {
        return recipes().stream()
                .filter(state -> state.getRecipe().equals(recipe))
                .findFirst();
    }

    /** The job's recipes, the one baked last first. Reads no history. */
    public List<RecipeState> recipes() {
        List<RecipeState> known = recipes;
        return known == null ? loadRecipes() : known;
    }

    /** The bake that made an AMI, or else the first that reused it; of those that are kept. */
    public Optional<BakeEntry> bakeOf(String amiId) {
        List<BakeRow> known = recent.get(this);
        if (known == null && !files.mention(amiId)) {
            return Optional.empty();
        }
        return rows().stream()
                .filter(row -> row.has(amiId))
                .min(Comparator.comparing(BakeRow::isReused).thenComparing(BakeRow::getBegan))
                .map(BakeRow::getBakeId)
                .flatMap(this::find);
    }

    /** The bake of an id. */
    public Optional<BakeEntry> find(String bakeId) {
        return files.entry(bakeId);
    }

    /** The key of a bake with all of its parts; nothing when it was not computed or parts of it are not known. */
    public Optional<BakeKey> key(String bakeId) {
        return find(bakeId)
                .filter(entry -> !entry.getOrigin().getKeyDigest().isEmpty())
                .flatMap(this::key);
    }

    /** The bake of the same recipe before another that ended well. */
    public Optional<BakeRow> before(BakeEntry entry) {
        return before(entry, "");
    }

    /** The same, if it has other AMIs than one: those that only reused it are passed over. */
    public Optional<BakeRow> before(BakeEntry entry, String amiId) {
        return rows().stream()
                .filter(row -> !row.has(amiId))
                .filter(row -> row.getRecipe().equals(entry.getRecipe()) && row.isGood())
                .filter(row -> row.getBegan() < entry.getBegan())
                .findFirst();
    }

    /** The long lists of a bake; empty ones when there is no such bake. */
    public BakeDetails details(String bakeId) {
        return HistoryFiles.isBakeId(bakeId) ? files.details(bakeId) : new BakeDetails();
    }

    private Optional<BakeKey> key(BakeEntry entry) {
        List<KeyPartRecord> saved = details(entry.getBakeId()).keyParts();
        List<KeyPart> parts =
                saved.stream().flatMap(part -> part.part().stream()).toList();
        List<Floating> floating = entry.getOrigin().getFloating().stream()
                .map(FloatingRecord::floating)
                .toList();
        return parts.isEmpty() || parts.size() < saved.size()
                ? Optional.empty()
                : Optional.of(new BakeKey(entry.getOrigin().getKeyDigest(), parts, floating));
    }

    /**
     * A page of bakes, the newest first.
     *
     * @param page counted from 1; one beyond the last is the last
     */
    public BakesPage entries(BakeFilter filter, int page) {
        List<BakeRow> rows = rows();
        List<BakeRow> matching = rows.stream().filter(filter::takes).toList();
        Slice<BakeRow> slice = Slice.of(matching, BakesPage.SIZE, page);
        List<BakeEntry> entries = slice.items().stream()
                .flatMap(row -> find(row.getBakeId()).stream())
                .toList();
        return new BakesPage(entries, slice.page(), slice.pages(), matching.size(), rows.size());
    }

    /** A row for each bake, the newest first. */
    synchronized List<BakeRow> rows() {
        List<BakeRow> known = recent.get(this);
        if (known == null) {
            known = files.isEmpty() ? List.of() : sorted(files.rows());
            recent.put(this, known);
        }
        return known;
    }

    private static List<BakeRow> sorted(List<BakeRow> rows) {
        List<BakeRow> sorted = new ArrayList<>(rows);
        sorted.sort(BakeRow.NEWEST_FIRST);
        return Collections.unmodifiableList(sorted);
    }

    private synchronized List<RecipeState> loadRecipes() {
        if (recipes == null) {
            recipes = files.isEmpty() ? List.of() : files.recipes().orElseGet(this::madeAnew);
        }
        return recipes;
    }

    private List<RecipeState> madeAnew() {
        List<BakeRow> rows = rows();
        List<RecipeState> states = Collections.unmodifiableList(RecipeState.of(rows));
        try {
            files.writeIndex(rows);
            files.writeRecipes(states);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "The lists of a history of AMIs were not saved, and are made anew next time");
        }
        return states;
    }

    private void set(List<BakeRow> rows) throws IOException {
        List<BakeRow> all = Collections.unmodifiableList(rows);
        recent.put(this, all);
        recipes = Collections.unmodifiableList(RecipeState.of(all));
        files.writeRecipes(recipes);
    }

    /** Writes the long lists first: what refers to them comes after. */
    private BakeEntry keep(BakeEntry entry, List<BakeRow> others) throws IOException {
        BakeDetails known = files.details(entry.getBakeId());
        BakeDetails details = known.with(entry);
        if (entry.newPackages() != null
                || !entry.newAmis().isEmpty()
                || !entry.getOrigin().getKeyParts().isEmpty()) {
            files.write(entry.getBakeId(), details);
        }
        entry.detailsKept(details.packages().size(), change(entry, details, others));
        files.write(entry);
        return entry;
    }

    /** Against the bake of the recipe before this one whose packages are known. */
    private PackageChange change(BakeEntry entry, BakeDetails details, List<BakeRow> others) {
        if (entry.newPackages() == null || details.packages().isEmpty()) {
            return entry.getPackageChange();
        }
        return older(entry, others)
                .filter(row -> row.getPackageCount() > 0)
                .findFirst()
                .map(BakeRow::getBakeId)
                .map(id -> PackageChange.between(id, files.details(id).packages(), details.packages()))
                .orElse(null);
    }

    private static Stream<BakeRow> older(BakeEntry entry, List<BakeRow> rows) {
        return rows.stream()
                .filter(row -> row.getRecipe().equals(entry.getRecipe()) && row.getBegan() <= entry.getBegan());
    }

    private void trim(List<BakeRow> rows) throws IOException {
        for (BakeRow victim : limit.beyond(rows)) {
            files.delete(victim.getBakeId());
            rows.remove(victim);
        }
    }
}
