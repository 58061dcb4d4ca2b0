package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedTest {
    @Test
    void aReportTellsNoSecretOfAFailure() {
        Failure failure = new Failure("web", FailureCause.UNKNOWN, "PW='Hunter2'\"'\"'s-secret' did not do");
        BakeReport report = new BakeReport(
                "id", BakeOutcome.FAILURE, "1.6.6", List.of(), List.of(failure), List.of(), List.of(), Duration.ZERO);

        BakeReport masked = Masked.report(report, new Masker(List.of("Hunter2's-secret")));

        assertThat(masked.failures()).containsExactly(new Failure("web", FailureCause.UNKNOWN, "PW='****' did not do"));
        assertThat(masked.outcome()).isEqualTo(BakeOutcome.FAILURE);
    }
}
