package io.jenkins.plugins.amibakery.results.page;

import static io.jenkins.plugins.amibakery.results.record.RemoteApi.OF_EVERY_TASK;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.assertSame;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.exported;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.only;
import static io.jenkins.plugins.amibakery.results.record.RemoteApi.pairs;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import io.jenkins.plugins.amibakery.results.record.Leftovers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One name for one fact: what the remote API says of a bake, it says as the tree of its report does. */
class BakeApiTest {
    private static final BakeReport BAKE = new BakeReport(
            "bake-1",
            BakeOutcome.FAILURE,
            "1.6.6",
            List.of(
                    Baked.described(),
                    BakedAmi.named(
                            "db", Baked.described().region(), Baked.described().id())),
            List.of(new Failure("db", FailureCause.AMI_GONE, "it is gone")),
            List.of(new PhaseTime("web", Phase.PROVISION, Duration.ofMillis(9_234))),
            Leftovers.both(),
            Duration.ofMillis(12_400),
            null,
            Map.of(),
            List.of("a note"));

    private static BakeRecord bake() {
        BakeRecord record = new BakeRecord("bake-1", "web.json", 1_000);
        record.setPackerVersion("1.6.6");
        record.ended(BAKE);
        return record;
    }

    @Test
    void aBakeIsToldAsItsReportTellsIt() {
        Map<String, Object> tree = BAKE.tree();
        Map<String, Object> api = exported(bake());

        assertSame(api, tree, Set.of("amis", "durationMillis"));
        assertThat(api).containsKey("durationMillis");
        assertThat(only(api, tree, OF_EVERY_TASK))
                .containsExactlyInAnyOrder("template", "recipe", "packerPlugins", "templateDigest", "origin");
    }

    @Test
    void anAmiIsToldAsItsReportTellsIt() {
        List<AmiView> views = new AmisView(List.of(bake()), false, null, id -> new LiveBake()).getAmis();
        Map<String, Object> tree = Baked.described().tree();
        Map<String, Object> api = exported(views.get(0));

        assertSame(api, tree, Set.of("bakeId", "tags"));
        assertThat(api).containsEntry("bakeId", "bake-1");
        assertThat(api.get("tags")).isEqualTo(pairs("key", (Map<?, ?>) tree.get("tags")));
        assertThat(only(api, tree, Set.of()))
                .containsExactlyInAnyOrder("sizeGiB", "stateReason", "durationMillis", "consoleUrl");
        assertSame(exported(views.get(1)), BAKE.amis().get(1).tree(), Set.of("bakeId", "tags", "state"));
    }
}
