package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.Check.Verdict;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void aVerdictIsReadInWhateverCase() {
        assertThat(Verdict.of("Passed")).isEqualTo(Verdict.PASSED);
        assertThat(Verdict.of("not_known")).isEqualTo(Verdict.NOT_KNOWN);
    }

    @Test
    void aWordThatIsNoVerdictIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Verdict.of("fine"))
                .hasMessage("verdict is 'fine'; it must be passed, warning, failed or not_known.");
    }

    @Test
    void aCheckHasANameAndOneLineOfEvidence() {
        assertThat(new Check("Scan", Verdict.PASSED, "a\nb").evidence()).isEqualTo("a b");
        assertThat(new Check("Scan", Verdict.PASSED, "x".repeat(5_000)).evidence())
                .hasSize(1_001);
        assertThatThrownBy(() -> new Check(" ", Verdict.PASSED, ""))
                .hasMessage("name is empty; it must say what was checked, such as 'Smoke test'.");
    }
}
