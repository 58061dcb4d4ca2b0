package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.results.record.ProofRowRecord;
import io.jenkins.plugins.amibakery.results.record.Storable;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A proof as a page shows it. */
@Restricted(NoExternalUse.class)
public final class ProofRowView {
    private final ProofRowRecord record;
    private final String endpoint;
    private final boolean first;

    /** @param first whether it is the first of its incident */
    ProofRowView(ProofRowRecord record, String endpoint, boolean first) {
        this.record = record;
        this.endpoint = endpoint;
        this.first = first;
    }

    public ProofRowRecord getRecord() {
        return record;
    }

    /** The incident, above its first proof; null above all others. */
    public String getHeading() {
        return first ? record.getIncident() : null;
    }

    public StatusView getStatus() {
        return StatusView.of(record.verdict());
    }

    /** The evidence, with the AMIs in it. */
    public List<LinePart> getEvidence() {
        return LinePart.of(record.getEvidence(), endpoint);
    }

    public Date getSince() {
        return Storable.date(record.getSince());
    }
}
