package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.steps.task.LoggedContext;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whether a bake looks for AMIs at all. */
class ReuseCheckTest {
    private final BakeParameters parameters = new BakeParameters();
    private final BakeState state = new BakeState("job-1-0a1b2c3d", 0);
    private final LoggedContext site = new LoggedContext();
    private final BakeJournal ledger = new BakeJournal(parameters, state, site);
    private final ReuseCheck reusing = new ReuseCheck(
            parameters,
            state,
            site,
            new BakeQueue(() -> 0),
            ledger,
            new PackerProgram(parameters, state, site, ledger));

    @Test
    void aBakeThatNeedNotReuseBakesWithoutAWord() throws IOException, InterruptedException {
        assertThat(reusing.advance(null)).isZero();
        assertThat(reusing.waits()).isFalse();
        assertThat(site.log()).isEmpty();
    }

    @Test
    void aForcedBakeSaysOnceWhyNothingIsReused() throws IOException, InterruptedException {
        parameters.reuse = true;
        parameters.force = true;

        assertThat(reusing.advance(null)).isZero();
        assertThat(reusing.advance(null)).isZero();

        assertThat(site.log()).containsOnlyOnce("Not reused: Requested with force.");
        assertThat(state.reason).isEqualTo("Requested with force.");
        assertThat(state.reused).isFalse();
    }
}
