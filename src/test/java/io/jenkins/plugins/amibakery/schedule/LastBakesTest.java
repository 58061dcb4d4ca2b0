package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.bake.BaseQueryJson;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.rebake.BaseUsed;
import io.jenkins.plugins.amibakery.engine.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.rebake.LastBake;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.results.history.ImageFiles;
import io.jenkins.plugins.amibakery.results.history.KeptBakes;
import io.jenkins.plugins.amibakery.results.record.BaseRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastBakesTest {
    private static final String BASE = "ami-0123456789abcdef0";
    private static final BaseImageQuery DEBIAN = new BaseImageQuery(
            new Region("us-west-2"),
            Optional.empty(),
            new TreeMap<>(Map.of("name", List.of("debian-12-*"))),
            List.of("136693071363"),
            true,
            false);

    @TempDir
    Path job;

    private KeptBakes bakes;

    @BeforeEach
    void start() {
        bakes = new KeptBakes(job);
    }

    private JobFacts facts(int goodBuild) {
        return new LastBakes(bakes.history(), from -> Optional.of(new ImageFiles(job)), goodBuild)
                .facts(Optional.empty(), Optional.empty());
    }

    private List<String> recipes(int goodBuild) {
        return facts(goodBuild).bakes().stream().map(LastBake::recipe).toList();
    }

    @Test
    void theCurrentBakeIsComparedWithItsBasesAndAmis() throws IOException {
        bakes.baked("web", 1, "c1", new BaseRecord("us-west-2", BaseQueryJson.text(DEBIAN), BASE, "debian", 5_000, 0));

        assertThat(facts(1).bakes()).singleElement().satisfies(bake -> {
            assertThat(bake.bases()).singleElement().satisfies(base -> {
                assertThat(base.query()).isEqualTo(DEBIAN);
                assertThat(base.id().value()).isEqualTo(BASE);
                assertThat(base.created()).contains(Instant.ofEpochMilli(5_000));
                assertThat(base.canChange()).isTrue();
            });
            assertThat(bake.amis()).hasSize(1);
            assertThat(bake.baked()).isEqualTo(Instant.ofEpochMilli(1_000));
            assertThat(bake.behind()).isEmpty();
        });
    }

    @Test
    void aBaseThatIsNamedByItsIdStays() throws IOException {
        bakes.baked("web", 1, "c1", new BaseRecord("us-west-2", "", BASE));

        assertThat(facts(1).bakes().get(0).bases()).singleElement().returns(false, BaseUsed::canChange);
    }

    @Test
    void whatNobodyRecordedIsNotCompared() throws IOException {
        bakes.baked("web", 1, "c1", new BaseRecord("", "", BASE), new BaseRecord("us-west-2", "", "?"));

        assertThat(facts(1).bakes().get(0).bases()).isEmpty();
    }

    @Test
    void aRecipeThatTheJobBakesNoLongerIsNotCompared() throws IOException {
        bakes.baked("old", 1, "c1").baked("web", 2, "c2").baked("db", 2, "c2");

        assertThat(recipes(2)).containsExactlyInAnyOrder("web", "db");
    }

    @Test
    void aRecipeThatAFailedBuildDidNotReachIsStillCompared() throws IOException {
        bakes.baked("web", 1, "c1").baked("db", 1, "c1").failed("web", 2, "c1");

        assertThat(recipes(1)).containsExactlyInAnyOrder("web", "db");
        assertThat(facts(1).bakes())
                .allSatisfy(bake -> assertThat(bake.behind()).isEmpty());
    }

    @Test
    void aGoodBuildWithoutABakeHidesNothing() throws IOException {
        bakes.baked("web", 1, "c1");

        assertThat(recipes(7)).containsExactly("web");
    }

    @Test
    void aCommitThatFailedIsStillToBeBaked() throws IOException {
        bakes.baked("web", 1, "c1").failed("web", 2, "0a1b2c3d4e5f");

        assertThat(facts(1).bakes().get(0).behind()).isEqualTo("commit 0a1b2c3, which was not baked in #2");
    }

    private List<String> unknown(Optional<ImageFiles> records) throws IOException {
        bakes.baked("web", 1, "c1");
        bakes.history()
                .update(
                        "web-1",
                        entry -> entry.getOrigin()
                                .setKey(BakeKey.of(
                                        List.of(new KeyPart(KeyPart.Kind.PACKER, "packer", "c".repeat(64), "1.16.0")),
                                        List.of(new Floating(
                                                "a.sh",
                                                1,
                                                "apt-get install x",
                                                "no version",
                                                Settling.REPOSITORIES)))));
        LastBakes last = new LastBakes(bakes.history(), from -> records, 1);
        return last.look(last.current().get(0), new Survey(Map.of(), Map.of(), Map.of()), Instant.EPOCH)
                .orElseThrow()
                .getUnknown();
    }

    @Test
    void anImageWithoutARecordIsSaidToBeNotKnown() throws IOException {
        assertThat(unknown(Optional.of(new ImageFiles(job))))
                .containsExactly("no manifest of its image that records its repositories is kept here");
    }

    @Test
    void theRecordsOfAJobThatDoesNotTrustThisOneAreNotRead() throws IOException {
        assertThat(unknown(Optional.empty()))
                .singleElement()
                .asString()
                .startsWith(
                        "its packages are recorded by the job that baked it, which is in no folder whose jobs trust");
    }

    @Test
    void aJobThatNeverBakedHasNothingToCompare() {
        assertThat(facts(0)).isEqualTo(new JobFacts(List.of(), false, Optional.empty(), Optional.empty()));
        assertThat(facts(3).builtWithoutBake()).isTrue();
    }
}
