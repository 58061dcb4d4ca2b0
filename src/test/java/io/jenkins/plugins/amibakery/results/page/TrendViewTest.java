package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Phase;
import io.jenkins.plugins.amibakery.engine.model.PhaseTime;
import io.jenkins.plugins.amibakery.results.history.BakeEntry;
import io.jenkins.plugins.amibakery.results.history.KeptBakes;
import io.jenkins.plugins.amibakery.results.record.BakeRecord;
import io.jenkins.plugins.amibakery.results.record.Baked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the trend of a recipe draws. */
class TrendViewTest {
    private static BakeEntry baked(int build, int launch, int provision) {
        BakeRecord bake = Baked.bake(Baked.described());
        bake.setPhases(List.of(
                new PhaseTime("web", Phase.PROVISION, Duration.ofSeconds(provision)),
                new PhaseTime("web", Phase.LAUNCH, Duration.ofSeconds(launch)),
                new PhaseTime("quick", Phase.LAUNCH, Duration.ofSeconds(1))));
        return KeptBakes.entry(bake, build);
    }

    private static BakeEntry reused(int build) {
        BakeRecord bake = Baked.bake(Baked.described());
        bake.getOrigin().reused("bake-1", "", 0);
        return KeptBakes.entry(bake, build);
    }

    private static BakeEntry failed(int build) {
        BakeRecord bake = Baked.bake();
        bake.failed("no", false);
        return KeptBakes.entry(bake, build);
    }

    private final TrendView trend =
            new TrendView(null, List.of(reused(4), failed(3), baked(2, 20, 80), baked(1, 10, 30)));

    @Test
    void barsGrowFromTheOldestToTheNewestAndShowTheSlowestPackerBuildByPhase() {
        TrendChart durations = trend.getCharts().get(0);

        assertThat(durations.getText()).isEqualTo("Duration by phase, up to 1 min 40 s");
        assertThat(durations.getWidth()).isEqualTo(20);
        assertThat(durations.getBars())
                .extracting(bar -> bar.getX() + " " + bar.getWords().replace('\u00a0', ' '))
                .containsExactly(
                        "0 #1 · launch 10.0 s · provision 30.0 s", "10 #2 · launch 20.0 s · provision 1 min 20 s");
        assertThat(durations.getBars().get(0).getParts())
                .extracting(part -> part.getColour() + " " + part.getY() + "+" + part.getHeight())
                .containsExactly("launch 90+10", "provision 60+30");
        assertThat(durations.getBars().get(1).getParts())
                .extracting(part -> part.getColour() + " " + part.getY() + "+" + part.getHeight())
                .containsExactly("launch 80+20", "provision 0+80");
    }

    @Test
    void whatIsNotKnownOfAnyBakeIsNotDrawn() {
        assertThat(trend.getCharts())
                .extracting(TrendChart::getTitle)
                .containsExactly("Duration by phase", "Size in GiB");
        assertThat(trend.getCharts().get(1).getText()).isEqualTo("Size in GiB, up to 8");
    }

    @Test
    void theBootTimeOfATestIsDrawn() {
        BakeEntry tested = baked(3, 20, 80);
        tested.booted(41_700);
        BakeEntry neverHealthy = baked(4, 20, 80);
        neverHealthy.booted(-1);
        TrendView trend = new TrendView(null, List.of(neverHealthy, tested, baked(2, 20, 80)));
        TrendChart boot = trend.getCharts().get(trend.getCharts().size() - 1);
        assertThat(boot.getText()).isEqualTo("Seconds until healthy in a test, up to 41");
        assertThat(boot.getBars()).hasSize(1);
        assertThat(trend.getRows()).extracting(BakeRowView::getBootText).containsExactly("–", "41.7 s", "–");
    }

    @Test
    void theShareOfReusedBakesIsTold() {
        assertThat(trend.getReused()).isEqualTo("Reused: 1 of the last 3 good bakes (33 %).");
        assertThat(trend.getRows()).extracting(BakeRowView::getBuildName).containsExactly("#1", "#2", "#4");
    }

    @Test
    void aPhaseOfALaterVersionIsDrawnInTheColourOfOthers() {
        assertThat(PhaseTable.colour("freeze")).isEqualTo("other");
        assertThat(PhaseTable.colour("copy")).isEqualTo("copy");
    }
}
