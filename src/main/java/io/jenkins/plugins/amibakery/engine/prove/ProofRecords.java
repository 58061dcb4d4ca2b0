package io.jenkins.plugins.amibakery.engine.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.amibakery.engine.attest.Attestation;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Lineage;
import io.jenkins.plugins.amibakery.engine.attest.Subject;
import io.jenkins.plugins.amibakery.engine.fleet.ComparedEnvironments;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport.Place;
import io.jenkins.plugins.amibakery.engine.prove.ProofReport.Running;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is kept beside the cloud: signed tests and drills of AMIs, and the report before. */
public final class ProofRecords {
    /** The type of the predicate of a drill. */
    static final String DRILL = "https://plugins.jenkins.io/ami-bakery/drill/v1";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Store store;
    private final Verifier trusted;

    /** @param trusted whose word counts */
    public ProofRecords(Store store, Verifier trusted) {
        this.store = store;
        this.trusted = trusted;
    }

    /**
     * Completes a report with what is kept: tests and drills, and since when each verdict is what it is.
     *
     * @return the report, which is now the one before
     * @throws IOException with one line when the store does not answer
     */
    public ProofReport completed(ProofReport read) throws IOException {
        Attestations kept = new Attestations(store);
        List<ProofRow> told = new ArrayList<>(new TestRows(kept, trusted).of(read));
        for (ComparedEnvironments compared : read.compared()) {
            told.addAll(ReplicaRows.of(compared.proven(new Lineage(kept, trusted)::common)));
        }
        ProofReport judged = read.with(told);
        ProofReport[] dated = {judged};
        store.update(name(judged.place()), before -> {
            dated[0] = since(judged, before);
            return written(dated[0].tree());
        });
        return dated[0];
    }

    /** Signs and keeps the drill of a report; nothing when there is none, or several AMIs run. */
    public void keepDrill(ProofReport report, Signer signer) throws IOException {
        List<Running> tried =
                report.running().stream().filter(one -> !one.production()).toList();
        if (report.drills().isEmpty()
                || tried.size() != 1
                || tried.get(0).account().isEmpty()) {
            return;
        }
        Drill drill = report.drills().get(0);
        Running ami = tried.get(0);
        Map<String, Object> predicate = new LinkedHashMap<>();
        predicate.put("group", drill.group());
        predicate.put("wanted", drill.wanted());
        predicate.put("healthy", drill.healthy());
        predicate.put("millis", drill.millis());
        predicate.put("verdict", drill.verdict().word());
        predicate.put("evidence", drill.evidence());
        predicate.put("finishedOn", report.at().toString());
        predicate.put(Attestation.SIGNED, Instant.now().toString());
        new Attestations(store)
                .attest(
                        new Attestation(
                                new Subject(ami.account(), new Region(ami.region()), new AmiId(ami.ami())),
                                DRILL,
                                predicate),
                        drill.group() + " " + report.at(),
                        signer);
    }

    private static DocumentName name(Place place) {
        return DocumentName.of(
                "proofs", place.region(), place.stack(), place.otherRegion(), place.otherStack() + ".json");
    }

    /** A damaged one is as good as none. */
    private static ProofReport since(ProofReport now, String before) {
        JsonNode rows;
        try {
            rows = MAPPER.readTree(before).path("rows");
        } catch (JsonProcessingException e) {
            rows = MAPPER.missingNode();
        }
        JsonNode known = rows;
        return now.with(now.rows().stream()
                .map(row -> row.since(since(row, known, now.at())))
                .toList());
    }

    private static Instant since(ProofRow row, JsonNode before, Instant now) {
        for (JsonNode one : before) {
            if (one.path("proof").asText().equals(row.proof().id())
                    && one.path("verdict").asText().equals(row.verdict().word())) {
                try {
                    return Instant.parse(one.path("since").asText());
                } catch (DateTimeParseException e) {
                    return now;
                }
            }
        }
        return now;
    }

    private static String written(Object tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps, lists and texts are JSON", e);
        }
    }
}
