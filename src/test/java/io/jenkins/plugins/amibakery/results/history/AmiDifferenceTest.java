package io.jenkins.plugins.amibakery.results.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.MemoryStore;
import io.jenkins.plugins.amibakery.results.record.XmlStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmiDifferenceTest {
    @TempDir
    Path folder;

    private BakeHistory history;
    private BakeHistory other;

    @BeforeEach
    void start() throws IOException {
        history = job("img-mgr", new MemoryStore());
        other = job("other", new MemoryStore());
    }

    private BakeHistory job(String name, XmlStore store) throws IOException {
        File job = Files.createDirectories(folder.resolve(name)).toFile();
        return new BakeHistory(new HistoryFiles(job, store), new RecentRows(2), BakeHistory.MOST);
    }

    private static BakeEntry baked(
            BakeHistory in, int number, Map<String, String> packages, String... variablesAndSecret) throws IOException {
        BakeRecord bake = new BakeRecord("bake-" + number, "web.json", number * 1_000L);
        List<KeyPart> parts = new ArrayList<>();
        for (String value : variablesAndSecret) {
            KeyPart.Kind kind = parts.isEmpty() ? KeyPart.Kind.VARIABLE : KeyPart.Kind.SECRET;
            parts.add(new KeyPart(kind, "value", value.repeat(64), kind == KeyPart.Kind.SECRET ? "" : value));
        }
        if (!parts.isEmpty()) {
            bake.getOrigin().setKey(BakeKey.of(parts, List.of()));
        }
        bake.ended(List.of(Baked.described()), List.of(), List.of(), false);
        BakeEntry entry = BakeEntry.of(bake, number);
        if (!packages.isEmpty()) {
            entry.setPackages(packages);
        }
        in.add(entry);
        return entry;
    }

    private static List<String> lines(AmiDifference difference) {
        return difference.inputs().orElseThrow().stream().map(KeyChange::line).toList();
    }

    @Test
    void packagesAndInputsOfTwoBakesAreCompared() throws IOException {
        BakeEntry older = baked(history, 1, Map.of("bash", "5.1", "vim", "9"), "1", "a");
        BakeEntry newer = baked(history, 5, Map.of("bash", "5.2", "vim", "9"), "2", "b");

        AmiDifference difference = AmiDifference.between(history, older, history, newer);

        assertThat(difference.since().getBakeId()).isEqualTo("bake-1");
        assertThat(difference.packages().orElseThrow())
                .extracting(line -> line.getName() + " " + line.getBefore() + " " + line.getAfter())
                .containsExactly("bash 5.1 5.2");
        assertThat(difference.counts().orElseThrow().getChanged()).isEqualTo(1);
        assertThat(lines(difference)).containsExactly("variable value changed: 1 -> 2", "secret value changed");
        assertThat(difference.isNone()).isFalse();
    }

    @Test
    void secretsOfTwoJobsAreNotCompared() throws IOException {
        BakeEntry older = baked(other, 1, Map.of("bash", "5.1"), "1", "a");
        BakeEntry newer = baked(history, 2, Map.of("bash", "5.1"), "1", "b");

        AmiDifference difference = AmiDifference.between(other, older, history, newer);

        assertThat(lines(difference)).isEmpty();
        assertThat(difference.isNone()).isTrue();
    }

    @Test
    void whatIsNotKnownOfOneIsNotSaidToDiffer() throws IOException {
        BakeEntry older = baked(history, 1, Map.of());
        BakeEntry newer = baked(history, 2, Map.of("bash", "5.2"), "2");

        AmiDifference difference = AmiDifference.between(history, older, history, newer);

        assertThat(difference.packages()).isEmpty();
        assertThat(difference.counts()).isEmpty();
        assertThat(difference.inputs()).isEmpty();
        assertThat(difference.isNone()).isFalse();
    }

    @Test
    void anAmiIsOfTheBakeThatMadeItRatherThanOfOneThatReusedIt() throws IOException {
        BakeRecord reused = new BakeRecord("bake-0", "web.json", 500);
        reused.getOrigin().reused("bake-1", "elsewhere", 1);
        reused.ended(List.of(Baked.described()), List.of(), List.of(), false);
        history.add(BakeEntry.of(reused, 1));
        baked(history, 2, Map.of());
        baked(history, 3, Map.of());

        assertThat(history.bakeOf(Baked.ID)).map(BakeEntry::getBakeId).contains("bake-2");
        assertThat(history.bakeOf("ami-11111111")).isEmpty();
        assertThat(other.bakeOf(Baked.ID)).isEmpty();
    }

    @Test
    void aHistoryIsReadOnlyWhenItsFilesMentionTheAmi() throws IOException {
        File job = Files.createDirectories(folder.resolve("plain")).toFile();
        Path index = job.toPath().resolve("ami-bakery/index.xml");
        Path late = job.toPath().resolve("ami-bakery/bakes/late.xml");
        Files.createDirectories(late.getParent());
        HistoryFiles files = new HistoryFiles(job, new XmlStore());
        assertThat(files.mention("ami-1"))
                .as("without an index anything may be there")
                .isTrue();

        Files.writeString(index, "<id>ami-1</id>");
        assertThat(files.mention("ami-1")).isTrue();
        assertThat(files.mention("ami-2")).isFalse();

        Files.writeString(late, "<id>ami-2</id>");
        assertThat(files.mention("ami-2")).as("a bake newer than the index").isTrue();
    }
}
