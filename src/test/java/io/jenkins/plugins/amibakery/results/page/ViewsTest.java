package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import io.jenkins.plugins.amibakery.results.record.Leftovers;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the pages say. */
class ViewsTest {
    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void english() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
    }

    @ParameterizedTest
    @CsvSource({"-1, ''", "0, 0.0 s", "12400, 12.4 s", "60000, 1 min 0 s", "185000, 3 min 5 s", "3725000, 1 h 2 min"})
    void timesAreWrittenForPeople(long millis, String text) {
        assertThat(Storable.time(millis)).isEqualTo(text);
    }

    @Test
    void timesAndSizesWithThousandsHaveNoSeparators() {
        assertThat(Storable.size(16_384)).isEqualTo("16384 GiB");
        assertThat(Storable.size(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, Pending, nobuilt-anime",
        "available, Available, blue",
        "failed, Failed, red",
        "error, Failed, red",
        "deregistered, Deregistered, disabled",
    })
    void anAmisStatusIsASymbolAndAWord(String state, String word, String symbol) {
        assertThat(StatusView.ofAmi(state, true).getWord()).isEqualTo(word);
        assertThat(StatusView.ofAmi(state, true).getSymbol()).isEqualTo("symbol-status-" + symbol);
    }

    @Test
    void aStatusOfALaterVersionIsNotChecked() {
        assertThat(StatusView.ofAmi("<b>frozen</b>", true).getWord()).isEqualTo("Not checked");
        assertThat(StatusView.ofBake("<b>FROZEN</b>", true).getWord()).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "running, true, Running",
        "running, false, Unfinished",
        "success, false, Baked",
        "failure, true, Failed",
        "cancelled, false, Cancelled",
    })
    void aBakesStatusKnowsWhetherItsBuildStillRuns(String status, boolean building, String word) {
        assertThat(StatusView.ofBake(status, building).getWord()).isEqualTo(word);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhaseHasItsPlace(Phase phase) {
        BakeRecord bake = Baked.bake();
        bake.setPhases(List.of(new PhaseTime("web", phase, Duration.ofSeconds(3))));

        assertThat(PhaseTable.of(bake, "web").getRows())
                .singleElement()
                .extracting(PhaseTable.Row::getText)
                .isEqualTo(phase.word() + "\u00a03.0\u00a0s");
    }

    @Test
    void phasesComeInTheOrderTheyHappenAndRepeatedOnesAreAdded() {
        BakeRecord bake = Baked.bake();
        bake.setPhases(List.of(
                new PhaseTime("web", Phase.COPY, Duration.ofSeconds(40)),
                new PhaseTime("web", Phase.LAUNCH, Duration.ofSeconds(30)),
                new PhaseTime("worker", Phase.LAUNCH, Duration.ofSeconds(5)),
                new PhaseTime("web", Phase.COPY, Duration.ofSeconds(50))));

        PhaseTable table = new PhaseTable(List.of(bake));

        assertThat(table.getRows())
                .extracting(
                        row -> row.getBuilder() + ": " + row.getText().replace('\u00a0', ' ') + " = " + row.getTotal())
                .containsExactly("web: launch 30.0 s · copy 1 min 30 s = 2 min 0 s", "worker: launch 5.0 s = 5.0 s");
        assertThat(PhaseTable.of(bake, "worker").totalMillis()).isEqualTo(5_000);
        assertThat(PhaseTable.of(bake, "nobody").totalMillis()).isEqualTo(-1);
    }

    @Test
    void anAmiTellsWhereItCameFromAndHowLongItTook() {
        BakeRecord bake = Baked.bake(Baked.described());
        bake.setPhases(List.of(new PhaseTime("web", Phase.IMAGE, Duration.ofMinutes(2))));

        AmiView ami = only(bake);

        assertThat(ami.getDuration()).isEqualTo("2 min 0 s");
        assertThat(ami.getSizeText()).isEqualTo("8 GiB");
        assertThat(ami.getConsoleUrl()).endsWith(Baked.ID);
        assertThat(ami.getCreated()).isEqualTo(Baked.CREATED.toString());
        assertThat(ami.getBakeId()).isEqualTo("bake-1");
    }

    @Test
    void anAmiOfATestCloudIsInNoConsoleOfAws() {
        BakeRecord bake = Baked.bake(Baked.described());
        bake.setEndpoint("http://127.0.0.1:5000");

        assertThat(only(bake).getConsoleUrl()).isNull();
    }

    private static AmiView only(BakeRecord bake) {
        return new AmisView(List.of(bake), false, null, id -> new LiveBake())
                .getAmis()
                .get(0);
    }

    @Test
    void theSummaryShowsTheFirstFiveAndCountsTheRest() {
        AmisView view = view(8);

        assertThat(view.getFirstAmis()).hasSize(5);
        assertThat(view.getMore()).isEqualTo("and 3 more");
        assertThat(view(5).getMore()).isNull();
        assertThat(view(0).getFirstAmis()).isEmpty();
    }

    private static AmisView view(int amis) {
        BakedAmi[] baked = IntStream.range(0, amis)
                .mapToObj(i -> Baked.ami(String.format("ami-%08x", i), "us-west-2"))
                .toArray(BakedAmi[]::new);
        return new AmisView(List.of(Baked.bake(baked)), false, null, id -> new LiveBake());
    }

    @Test
    void anAmiIsFoundByItsIdAlone() {
        AmisView view = view(2);

        assertThat(view.find("ami-00000001")).isSameAs(view.getAmis().get(1));
        assertThat(view.find("ami-00000007")).isNull();
        assertThat(view.find("")).isNull();
    }

    @Test
    void aBakeRunsOnlyWhileItsBuildDoes() {
        BakeRecord bake = new BakeRecord("a", "t");

        assertThat(new AmisView(List.of(bake), true, null, id -> new LiveBake()).isRunning())
                .isTrue();
        assertThat(new AmisView(List.of(bake), false, null, id -> new LiveBake()).isRunning())
                .isFalse();
    }

    @Test
    void aBakeThatRunsTellsItsPhaseAndThatItsAgentIsAway() {
        LiveBake live = new LiveBake();
        long now = System.currentTimeMillis();
        BakeRecord record = new BakeRecord("a", "web.json", now - 125_000);
        BakeView bake = new BakeView(record, true, id -> live);
        assertThat(bake.getNow()).isEmpty();
        assertThat(bake.getElapsed()).isEqualTo("2 min 5 s");

        live.phase("web", "launch", now - 100_000);
        live.phase("web", "provision", now - 5_000);
        live.phase("db", "connect", now);
        live.away("ag1");

        assertThat(bake.getNow()).containsExactly("web: provision for 5 s", "db: connect for 0 s");
        assertThat(bake.getAway()).startsWith("Agent 'ag1' is offline");
        live.away("");
        assertThat(bake.getAway()).isNull();
        assertThat(new BakeView(record, false, id -> live).getNow())
                .as("nothing runs any more")
                .isEmpty();
    }

    @Test
    void onlyTheLastWholeLinesOfALogAreShown() {
        String log = IntStream.range(0, 50).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        assertThat(LogTail.lines(log, true)).hasSize(LogTail.MOST_LINES).startsWith("line 40");
        assertThat(LogTail.lines("half\nwhole\n", true)).containsExactly("whole");
        assertThat(LogTail.lines("first\n", false)).containsExactly("first");
        assertThat(LogTail.lines("", true)).isEmpty();
    }

    @Test
    void aBakeWhoseBuildEndedFirstSaysSoAndNothingOfItTurns() {
        BakeRecord bake = new BakeRecord("a", "t");
        bake.appeared("web", "us-west-2", Baked.ID);

        AmisView view = new AmisView(List.of(bake), false, null, id -> new LiveBake());

        assertThat(view.getBakes().get(0).getFirstFailure()).startsWith("The build ended before");
        assertThat(view.getBakes().get(0).isStopped()).isTrue();
        assertThat(view.getAmis().get(0).getStatusView().getSymbol()).isEqualTo("symbol-status-nobuilt");
    }

    @Test
    void leftoversSayWhatBecameOfThem() {
        BakeRecord bake = Baked.bake();
        BakeView view = new BakeView(bake, false, id -> new LiveBake());
        assertThat(view.isTroubled()).isFalse();

        bake.ended(List.of(), List.of(), Leftovers.both(), false);

        assertThat(view.isTroubled()).isTrue();
        assertThat(view.getRemarks())
                .containsExactly(
                        "Removed: instance i-0123 in us-west-2",
                        "Still there: volume vol-0123 in us-west-2: it's {0} used. Remove it with: "
                                + "aws ec2 delete-volume --volume-id vol-0123 --region us-west-2");
    }

    @Test
    void aCommitIsShownByItsFirstDigits() {
        BakeRecord bake = Baked.bake();
        bake.setCommit("4f0c9d2e8b7a6f5e4d3c2b1a0987654321fedcba");

        assertThat(new BakeView(bake, false, id -> new LiveBake()).getShortCommit())
                .isEqualTo("4f0c9d2e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"region\":\"us-west-2\",\"filters\":{\"name\":[\"debian-12-*\"],\"state\":[\"available\"]},\"owners\":[\"1\",\"2\"]}"
                        + "| name=debian-12-*, state=available, owners=1,2",
                "name=debian-12-* | name=debian-12-*",
                "'' | ''",
            })
    void howABaseAmiIsFoundIsReadableByPeople(String query, String text) {
        BaseRecord base = new BaseRecord("us-west-2", query, "ami-0aaaaaaaaaaaaaaaa");

        assertThat(new BaseView(base, "", 0).getConditions()).isEqualTo(text);
    }

    @Test
    void onlyALongReasonIsFolded() {
        BakeRowView row = new BakeRowView(null, null);

        assertThat(row.brief("Started by user alice")).isNull();
        assertThat(row.brief("Not reusable: ".repeat(20)))
                .hasSize(80)
                .startsWith("Not reusable: ")
                .endsWith("…");
    }
}
