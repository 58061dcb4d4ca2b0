package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import io.jenkins.plugins.amibakery.engine.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attestations of AMIs that are kept. What is found there is checked each time: whoever may write into the store could have put it there. */
public final class Attestations {
    private static final String FOLDER = "amis";
    private static final String MANIFESTS = "manifests";
    private static final String PACKERS = "packer-provenance";
    private static final Map<String, String> KINDS =
            Map.of(Provenance.TYPE, "provenance", TestResult.TYPE, "test", DeployedAmi.TYPE, "deployment");

    private final Store store;

    public Attestations(Store store) {
        this.store = store;
    }

    /**
     * An attestation that a trusted key has signed.
     *
     * @param attestation what it says
     * @param key whose word it is
     */
    public record Verified(Attestation attestation, VerifyingKey key) {}

    /**
     * Signs one and keeps it.
     *
     * @param occasion what it came of, such as the id of a bake: of each, one is kept, however often it is attested
     */
    public void attest(Attestation attestation, String occasion, Signer signer) throws IOException {
        keep(attestation, occasion, attestation.signedBy(signer));
    }

    /** Keeps what was signed. */
    DocumentName keep(Attestation attestation, String occasion, Envelope envelope) throws IOException {
        String kind = KINDS.getOrDefault(attestation.predicateType(), "statement");
        Subject about = attestation.subject();
        DocumentName name = DocumentName.of(
                FOLDER,
                about.ami().value(),
                about.region().code(),
                kind + "-" + Sha256.of(occasion).substring(0, 16) + ".json");
        store.create(name, envelope.json());
        return name;
    }

    /** Keeps the manifest that a test made, by its digest: the attestation of the test names that. */
    void keepMade(Subject about, String manifest) throws IOException {
        store.create(beside(MANIFESTS, about, Sha256.of(manifest)), manifest);
    }

    /** Keeps packer's own provenance, by its digest: the attestation of the bake names that. */
    void keepPackers(Subject about, String provenance) throws IOException {
        store.create(beside(PACKERS, about, Sha256.of(provenance)), provenance);
    }

    /** Packer's own provenance of an AMI, of which nobody has checked what it says; empty when it is gone, or is another one. */
    public Optional<String> packers(Subject about, String digest) throws IOException {
        return store.read(beside(PACKERS, about, digest))
                .map(Store.Document::text)
                .filter(text -> Sha256.of(text).equals(digest));
    }

    private static DocumentName beside(String folder, Subject about, String digest) {
        return DocumentName.of(folder, about.ami().value(), about.region().code(), digest + ".json");
    }

    /** What is kept of an AMI, by name. EC2 gives an id once, in whichever region. */
    public List<DocumentName> names(AmiId ami) throws IOException {
        return store.list(DocumentName.of(FOLDER, ami.value()));
    }

    /** One that is kept; empty when it is gone, or is no envelope. */
    public Optional<Envelope> read(DocumentName name) throws IOException {
        try {
            return store.read(name).map(document -> Envelope.read(document.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What trusted keys say of an AMI; all else is left out. */
    public List<Verified> verified(AmiId ami, Verifier trusted) throws IOException {
        List<Verified> all = new ArrayList<>();
        for (DocumentName name : names(ami)) {
            Optional<Envelope> envelope = read(name);
            try {
                if (envelope.isPresent()) {
                    Verified one = verify(envelope.get(), trusted);
                    if (one.attestation().subject().ami().equals(ami)) {
                        all.add(one);
                    }
                }
            } catch (IllegalArgumentException e) {
                // Nobody's word: as good as not there.
                continue;
            }
        }
        return List.copyOf(all);
    }

    /**
     * Checks an envelope. Asks nobody.
     *
     * @throws IllegalArgumentException with one line when no trusted key has signed it, or it is not about an AMI
     */
    public static Verified verify(Envelope envelope, Verifier trusted) {
        Optional<VerifyingKey> key = envelope.signer(trusted);
        if (key.isEmpty()) {
            List<String> claimed = envelope.signatures().stream()
                    .map(Envelope.Signature::keyId)
                    .map(id -> id.matches("[0-9a-f]{16}") ? id : "(unnamed)")
                    .toList();
            boolean known = envelope.signatures().stream().anyMatch(one -> trusted.knowsKey(one.keyId()));
            throw new IllegalArgumentException(
                    known
                            ? "The signature does not fit: the statement was changed after it was signed, or the signature is of another one."
                            : "Signed by the key " + String.join(", ", claimed) + ", which is not trusted here.");
        }
        return new Verified(Attestation.read(envelope), key.get());
    }
}
