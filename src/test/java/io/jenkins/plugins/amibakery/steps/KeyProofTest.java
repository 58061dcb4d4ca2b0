package io.jenkins.plugins.amibakery.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.packer.PackerFacts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyProofTest {
    private final BakeParameters parameters = new BakeParameters();
    private final BakeState state = new BakeState("job-1-0a1b2c3d", 0);
    private final LoggedSite site = new LoggedSite();
    private final Ledger ledger = new Ledger(parameters, state, site);
    private final KeyProof proof = new KeyProof(parameters, state, site, ledger);
    private final PackerFacts facts = new BakeLog(new Masker(List.of()), 0, ledger, due -> {}).facts();

    @Test
    void aBakeThatFailedNeedsNoKey() throws IOException, InterruptedException {
        state.gaveNoExitCode();

        assertThat(proof.advance(facts)).isZero();
        assertThat(site.log()).isEmpty();
    }

    @Test
    void aKeyThatCannotBeComputedIsSaidInOneLineAndNoFailure() throws IOException, InterruptedException {
        proof.begin();

        assertThat(proof.concluded(facts)).isZero();

        assertThat(site.log()).containsOnlyOnce("No bake key, so its AMIs cannot be reused: there is none");
        assertThat(state.provenKey).isEmpty();
    }
}
