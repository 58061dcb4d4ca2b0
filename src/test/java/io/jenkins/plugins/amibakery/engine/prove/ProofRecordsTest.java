package io.jenkins.plugins.amibakery.engine.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when a verdict is what it is. */
class ProofRecordsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-30T02:00:00Z");

    @TempDir
    private Path home;

    private static ProofReport at(ProofReport report, Instant when) {
        return new ProofReport(report.place(), when, report.rows(), report.running(), report.compared(), List.of());
    }

    @Test
    void aVerdictHasItsTimeUntilItChanges() throws Exception {
        ProvedCloud there = new ProvedCloud(home);
        ProofReport good = there.prove();
        there.productionRuns("snap-2");
        ProofReport bad = there.prove();
        ProofRecords records = there.records();

        records.completed(at(good, MONDAY));
        ProofReport tuesday = records.completed(at(bad, MONDAY.plusSeconds(86_400)));
        ProofReport wednesday = records.completed(at(bad, MONDAY.plusSeconds(172_800)));

        assertThat(wednesday.row(Proof.REPLICA).verdict()).isEqualTo(Verdict.RED);
        assertThat(wednesday.row(Proof.REPLICA).since()).isEqualTo(tuesday.at());
        assertThat(wednesday.row(Proof.NO_WAY_IN).since())
                .isEqualTo(good.row(Proof.NO_WAY_IN).since());
        assertThat(wednesday.row(Proof.TESTED_FIRST).evidence()).contains(FakeFleet.OTHER);
    }

    @Test
    void aDamagedReportBeforeIsAsGoodAsNone() throws Exception {
        ProvedCloud there = new ProvedCloud(home);
        there.prove();
        Path kept = home.resolve("store/proofs/us-west-2/qa/us-west-2/prod.json");
        Files.writeString(kept, "[");

        ProofReport report = there.prove();

        assertThat(report.row(Proof.REPLICA).since()).isEqualTo(report.at());
    }
}
