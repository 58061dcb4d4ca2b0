package io.jenkins.plugins.amibakery.engine.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.FileStore;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    void theDrillThatWasSignedLastCountsWhateverTheMachineThatMadeItDates() throws Exception {
        ProvedCloud there = new ProvedCloud(home);
        ProofReport good = there.prove();
        ProofRecords records = there.records();
        Signer signer = there.ours;

        records.keepDrill(drilled(good, Instant.parse("2099-01-01T00:00:00Z"), Verdict.GREEN), signer);
        assertThat(records.completed(good).row(Proof.GROWS).verdict()).isEqualTo(Verdict.GREEN);
        records.keepDrill(drilled(good, MONDAY, Verdict.RED), signer);
        assertThat(records.completed(good).row(Proof.GROWS).verdict()).isEqualTo(Verdict.RED);
    }

    private static ProofReport drilled(ProofReport report, Instant when, Verdict verdict) {
        Drill drill = new Drill("qa", 1, 1, 1_000, verdict, "1 of 1");
        return new ProofReport(
                report.place(), when, report.rows(), report.running(), report.compared(), List.of(drill));
    }

    @Test
    void whatIsSaidOfAnAmiIsReadOnceForAllRows() throws Exception {
        ProvedCloud there = new ProvedCloud(home);
        ProofReport report = there.prove();
        List<Object> listed = new ArrayList<>();
        Store kept = new FileStore(home.resolve("store"));
        Store counting = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, given) -> {
                    if (method.getName().equals("list")) {
                        listed.add(given[0]);
                    }
                    return method.invoke(kept, given);
                });

        List<ProofRow> rows =
                new TestRows(new Attestations(counting), new Verifier(List.of(there.ours.verifyingKey()))).of(report);

        assertThat(rows).hasSize(5);
        assertThat(listed).isNotEmpty().doesNotHaveDuplicates();
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
