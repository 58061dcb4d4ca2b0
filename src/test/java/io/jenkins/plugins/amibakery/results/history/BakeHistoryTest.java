package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.MemoryStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeHistoryTest {
    @TempDir
    Path job;

    private final MemoryStore store = new MemoryStore();
    private BakeHistory history;

    @BeforeEach
    void start() {
        history = restarted(BakeHistory.MOST);
    }

    private BakeHistory restarted(int most) {
        return new BakeHistory(new HistoryFiles(job.toFile(), store), new RecentRows(2), most);
    }

    private static BakeRecord record(int number) {
        BakeRecord bake = new BakeRecord("bake-" + number, "web.json", number * 1_000L);
        bake.setRecipe("web");
        return bake;
    }

    private static BakeEntry good(int number) {
        BakeRecord bake = record(number);
        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);
        return BakeEntry.of(bake, number);
    }

    private static BakeEntry failed(int number) {
        BakeRecord bake = record(number);
        bake.ended(
                List.of(), List.of(new Failure("web", FailureCause.ACCESS_DENIED, "no " + number)), List.of(), false);
        return BakeEntry.of(bake, number);
    }

    private List<String> ids(BakeFilter filter, int page) {
        return history.entries(filter, page).entries().stream()
                .map(BakeEntry::getBakeId)
                .toList();
    }

    @Test
    void aJobThatNeverBakedHasNeitherHistoryNorFiles() {
        assertThat(history.recipes()).isEmpty();
        assertThat(history.newest("web")).isEmpty();
        assertThat(history.entries(BakeFilter.ALL, 1)).isEqualTo(new BakesPage(List.of(), 1, 1, 0, 0));
        assertThat(job).isEmptyDirectory();
    }

    @Test
    void theNewestBakeThatEndedWellIsTheCurrentOne() throws IOException {
        history.add(good(1));
        history.add(good(2));
        history.add(failed(3));
        history.add(failed(4));

        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-2");
        RecipeState state = history.state("web").orElseThrow();
        assertThat(state.getLast().getBakeId()).isEqualTo("bake-4");
        assertThat(state.getFailures()).isEqualTo(2);
        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-4", "bake-3", "bake-2", "bake-1");
    }

    @Test
    void allIsThereAfterARestartAndRecipesNeedOneFileOnly() throws IOException {
        for (int i = 1; i <= 30; i++) {
            history.add(good(i));
        }
        setModified("index.xml");
        setModified("recipes.xml");
        int before = store.reads();

        history = restarted(BakeHistory.MOST);

        assertThat(history.recipes())
                .singleElement()
                .satisfies(state -> assertThat(state.getCurrent().getBakeId()).isEqualTo("bake-30"));
        assertThat(store.readsSince(before)).isEqualTo(1);
        assertThat(ids(BakeFilter.ALL, 2)).containsExactly("bake-5", "bake-4", "bake-3", "bake-2", "bake-1");
        assertThat(store.readsSince(before)).isEqualTo(1 + 1 + 5);
    }

    @Test
    void listsThatAreBrokenOrMissingAreMadeAnew() throws IOException {
        history.add(good(1));
        history.add(good(2));
        File folder = job.resolve("ami-bakery").toFile();
        store.breakFile(new File(folder, "index.xml"));
        Files.delete(job.resolve("ami-bakery/recipes.xml"));

        history = restarted(BakeHistory.MOST);

        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-2");
        assertThat(history.entries(BakeFilter.ALL, 1).total()).isEqualTo(2);
        assertThat(job.resolve("ami-bakery/recipes.xml")).exists();
    }

    @Test
    void aBakeWrittenJustBeforeACrashIsFoundThoughTheListsDoNotHaveIt() throws IOException {
        history.add(good(1));
        BakeEntry later = good(2);
        new HistoryFiles(job.toFile(), store).write(later);
        setModified("bakes/bake-2.xml");
        setModified("bakes");

        history = restarted(BakeHistory.MOST);

        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-2");
    }

    @Test
    void aBakeDeletedInTheTickOfTheClockInWhichTheRecipesWereWrittenIsNoLongerCurrent() throws IOException {
        history.add(good(1));
        history.add(good(2));
        Path folder = job.resolve("ami-bakery");
        Files.delete(folder.resolve("bakes/bake-2.xml"));
        Files.setLastModifiedTime(folder.resolve("bakes"), Files.getLastModifiedTime(folder.resolve("recipes.xml")));

        history = restarted(BakeHistory.MOST);

        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-1");
    }

    private void setModified(String path) throws IOException {
        FileTime soon = FileTime.fromMillis(System.currentTimeMillis() + 5_000);
        Files.setLastModifiedTime(job.resolve("ami-bakery").resolve(path), soon);
    }

    @Test
    void aBakeThatCannotBeReadIsLeftOutAndItsFileStays() throws IOException {
        history.add(good(1));
        history.add(good(2));
        store.breakFile(job.resolve("ami-bakery/bakes/bake-2.xml").toFile());

        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-1");
        assertThat(job.resolve("ami-bakery/bakes/bake-2.xml")).exists();
    }

    @Test
    void theOldestWithoutAmisGoFirstAndACurrentOneLast() throws IOException {
        history = restarted(3);
        BakeRecord other = new BakeRecord("other", "db.json", 1);
        other.setRecipe("db");
        other.ended(List.of(Baked.described()), List.of(), List.of(), false);
        history.add(BakeEntry.of(other, 1));
        history.add(good(2));
        history.add(failed(3));

        history.add(good(4));
        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-4", "bake-2", "other");

        history.add(good(5));
        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-5", "bake-4", "other");
        assertThat(job.resolve("ami-bakery/bakes/bake-2.xml")).doesNotExist();
    }

    @Test
    void anAmiThatWasLookedAtKeepsItsStateAndTime() throws IOException {
        history.add(good(1));

        boolean known = history.update("bake-1", bake -> bake.seen("us-west-2", Baked.ID, "deregistered", 77));

        assertThat(known).isTrue();
        assertThat(history.newest("web").orElseThrow().getAmis())
                .singleElement()
                .satisfies(ami -> assertThat(ami.getState() + ami.getSeen()).isEqualTo("deregistered77"));
        assertThat(history.recipes().get(0).getCurrent().getAmis())
                .extracting(AmiSighting::getState)
                .containsExactly("deregistered");
        assertThat(history.update("bake-9", bake -> {})).isFalse();
    }

    @Test
    void bakesChangedTogetherWriteTheRecipesOnceAndTheLongIndexNever() throws IOException {
        history.add(good(1));
        history.add(good(2));
        int before = store.writes().size();

        boolean known = history.update(
                List.of("bake-1", "bake-9", "bake-2"),
                bake -> bake.seen("us-west-2", Baked.ID, "deregistered", bake.getBuild()));

        assertThat(known).isTrue();
        assertThat(store.writes().subList(before, store.writes().size()))
                .containsExactly("bake-1.xml", "bake-2.xml", "recipes.xml");
        assertThat(history.rows())
                .extracting(row -> row.getBakeId() + row.getAmis().get(0).getSeen())
                .containsExactly("bake-22", "bake-11");
        assertThat(history.update(List.of(), bake -> {})).isFalse();
        assertThat(store.writes()).hasSize(before + 3);
        assertThat(restarted(BakeHistory.MOST).rows())
                .extracting(row -> row.getBakeId() + row.getAmis().get(0).getSeen())
                .containsExactly("bake-22", "bake-11");
    }

    @Test
    void whatSomebodyChangedOnDiskIsReadWhenTheJobIsLoadedAnew() throws IOException {
        Object loaded = new Object();
        history.readFor(loaded);
        history.add(good(1));
        new HistoryFiles(job.toFile(), store).write(good(2));
        setModified("bakes");

        history.readFor(loaded);
        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-1");
        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-1");

        history.readFor(new Object());
        assertThat(history.newest("web")).map(BakeEntry::getBakeId).contains("bake-2");
        assertThat(ids(BakeFilter.ALL, 1)).containsExactly("bake-2", "bake-1");
    }

    @Test
    void packagesAreKeptApartAndComparedWithTheBakeBefore() throws IOException {
        BakeEntry first = good(1);
        first.setPackages(Map.of("bash", "5.1", "curl", "8.0", "vim", "9.0"));
        history.add(first);
        history.add(failed(2));
        history.add(good(3));

        history.update("bake-3", bake -> bake.setPackages(Map.of("bash", "5.2", "curl", "8.0", "zsh", "5.9")));

        assertThat(history.details("bake-1").packages())
                .containsEntry("bash", "5.1")
                .hasSize(3);
        BakeEntry third = history.find("bake-3").orElseThrow();
        assertThat(third.getPackageCount()).isEqualTo(3);
        assertThat(third.getPackageChange().getSince()).isEqualTo("bake-1");
        assertThat(third.getPackageChange().getAdded()).isEqualTo(1);
        assertThat(third.getPackageChange().getRemoved()).isEqualTo(1);
        assertThat(third.getPackageChange().getChanged()).isEqualTo(1);
        assertThat(history.find("bake-1").orElseThrow().getPackageChange()).isNull();
    }

    @Test
    void keyPartsAreKeptApartAndStayWhenTheBakeIsRememberedAgain() throws IOException {
        BakeKey key = BakeKey.of(
                List.of(new KeyPart(KeyPart.Kind.FILE, "a.sh", "ab".repeat(32), "3 bytes")),
                List.of(new Floating("a.sh", 3, "yum -y update", "takes whatever is newest", Settling.REPOSITORIES)));
        BakeRecord bake = record(1);
        bake.getOrigin().setKey(key);
        history.add(BakeEntry.of(bake, 1));
        bake.getOrigin().forgetKeyParts();
        history.add(BakeEntry.of(bake, 1));

        assertThat(history.key("bake-1")).contains(key);
        assertThat(history.find("bake-1").orElseThrow().getOrigin().getKeyParts())
                .isEmpty();
        assertThat(history.rows()).hasSize(1);
        history.add(good(2));
        assertThat(history.key("bake-2")).isEmpty();
    }

    @Test
    void aDeletedJobDoesNotComeBackAsAFolder() throws IOException {
        history.add(good(1));
        BakeHistory gone = new BakeHistory(
                new HistoryFiles(job.resolve("gone").toFile(), store), new RecentRows(1), BakeHistory.MOST);

        assertThatThrownBy(() -> gone.add(good(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no job");
        assertThat(job.resolve("gone")).doesNotExist();
    }

    @Test
    void anIdThatIsNoFileNameIsRefusedAndFindsNothing() {
        BakeRecord bake = new BakeRecord("../config", "t", 1);

        assertThatThrownBy(() -> history.add(BakeEntry.of(bake, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../config");
        assertThat(history.find("../config")).isEmpty();
        assertThat(history.details("../../x").packages()).isEmpty();
    }

    @Test
    void bakesOfSeveralThreadsAreAllKept() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 1; i <= 64; i++) {
            int number = i;
            done.add(threads.submit(() -> {
                history.add(good(number));
                return history.recipes();
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(restarted(BakeHistory.MOST).entries(BakeFilter.ALL, 1).total())
                .isEqualTo(64);
        assertThat(history.newest("web")).map(BakeEntry::getBuild).contains(64);
    }

    @Test
    void aFilterLooksAtAllThatIsShownOfABake() throws IOException {
        history.add(good(1));
        history.add(failed(2));
        BakeRecord reused = record(3);
        reused.getOrigin().reused("bake-1", "img-mgr", 1);
        reused.getOrigin().setReason("Nothing changed since bake-1");
        reused.ended(List.of(Baked.described()), List.of(), List.of(), false);
        history.add(BakeEntry.of(reused, 3));

        assertThat(ids(new BakeFilter(Baked.ID.toUpperCase(), "", ""), 1)).containsExactly("bake-3", "bake-1");
        assertThat(ids(new BakeFilter(Baked.SOURCE, "", "baked"), 1)).containsExactly("bake-1");
        assertThat(ids(new BakeFilter("", "web", "reused"), 1)).containsExactly("bake-3");
        assertThat(ids(new BakeFilter("nothing changed", "", ""), 1)).containsExactly("bake-3");
        assertThat(ids(new BakeFilter(" no 2 ", "", "failure"), 1)).containsExactly("bake-2");
        assertThat(ids(new BakeFilter("", "db", ""), 1)).isEmpty();
    }

    @Test
    void aPageBeyondTheLastIsTheLast() throws IOException {
        for (int i = 1; i <= 26; i++) {
            history.add(good(i));
        }

        assertThat(ids(BakeFilter.ALL, 99)).containsExactly("bake-1");
        assertThat(ids(BakeFilter.ALL, -1)).hasSize(25).startsWith("bake-26");
        assertThat(history.entries(BakeFilter.ALL, 99).page()).isEqualTo(2);
    }
}
