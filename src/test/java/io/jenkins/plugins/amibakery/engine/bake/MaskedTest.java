package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.BakeOutcome;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.Failure;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void packersOwnProvenanceIsKeptAsItIsOrNotAtAll() {
        PackerProvenance good = new PackerProvenance("web.provenance.json", "{}");
        PackerProvenance bad = new PackerProvenance("db.provenance.json", "{\"password\": \"Hunter2\"}");
        BakeReport report = new BakeReport(
                "id",
                BakeOutcome.SUCCESS,
                "1.16.0",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                null,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(good, bad));

        BakeReport masked = Masked.report(report, new Masker(List.of("Hunter2")));

        assertThat(masked.provenance()).containsExactly(good);
        assertThat(masked.notes())
                .containsExactly("Packer's own provenance holds a secret, so it is neither kept nor attested.");
    }
}
