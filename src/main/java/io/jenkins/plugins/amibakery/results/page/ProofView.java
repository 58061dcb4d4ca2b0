package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.engine.model.Verdict;
import io.jenkins.plugins.amibakery.results.Messages;
import io.jenkins.plugins.amibakery.results.record.ProofRecord;
import io.jenkins.plugins.amibakery.results.record.ProofRowRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The proofs of two environments as a page shows them. */
@Restricted(NoExternalUse.class)
public final class ProofView {
    private final ProofRecord record;

    ProofView(ProofRecord record) {
        this.record = record;
    }

    public ProofRecord getRecord() {
        return record;
    }

    public String getTitle() {
        return Messages.Proofs_title(record.getEnvironment(), record.getProduction());
    }

    public StatusView getStatus() {
        return StatusView.of(record.verdict());
    }

    /** How many proofs have which verdict, in words. */
    public String getCounts() {
        return Messages.Proofs_counts(count(Verdict.GREEN), count(Verdict.RED), count(Verdict.NOT_KNOWN));
    }

    private long count(Verdict verdict) {
        return record.getRows().stream().filter(row -> row.verdict() == verdict).count();
    }

    public Date getAt() {
        return Storable.date(record.getBegan());
    }

    public List<ProofRowView> getRows() {
        List<ProofRowView> rows = new ArrayList<>();
        String incident = "";
        for (ProofRowRecord row : record.getRows()) {
            rows.add(new ProofRowView(
                    row, record.getEndpoint(), !row.getIncident().equals(incident)));
            incident = row.getIncident();
        }
        return rows;
    }
}
