package io.jenkins.plugins.amibakery.results.page;

import io.jenkins.plugins.amibakery.config.ControllerAttestations;
import io.jenkins.plugins.amibakery.config.TrustedKeys;
import io.jenkins.plugins.amibakery.engine.attest.Attestations;
import io.jenkins.plugins.amibakery.engine.attest.Envelope;
import io.jenkins.plugins.amibakery.engine.attest.Provenance;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.store.DocumentName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What this controller has seen that was attested of an AMI. */
@ExportedBean
@Restricted(NoExternalUse.class)
public final class AttestationView {
    private static final Logger LOG = Logger.getLogger(AttestationView.class.getName());

    private final DocumentName file;
    private final Envelope envelope;
    private final Optional<Attestations.Verified> verified;

    private AttestationView(DocumentName file, Envelope envelope, Optional<Attestations.Verified> verified) {
        this.file = file;
        this.envelope = envelope;
        this.verified = verified;
    }

    /** All of an AMI; none when they cannot be read. */
    static List<AttestationView> of(String ami) {
        List<AttestationView> views = new ArrayList<>();
        if (!AmiId.isAmiId(ami)) {
            return views;
        }
        try {
            Verifier trusted = TrustedKeys.verifier();
            Attestations kept = ControllerAttestations.seen();
            for (DocumentName name : kept.names(new AmiId(ami))) {
                kept.read(name)
                        .ifPresent(one -> views.add(new AttestationView(name, one, verified(one, trusted, ami))));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Not known what is attested of " + ami);
        }
        return views;
    }

    private static Optional<Attestations.Verified> verified(Envelope envelope, Verifier trusted, String ami) {
        try {
            return Optional.of(Attestations.verify(envelope, trusted))
                    .filter(found -> found.attestation().subject().ami().value().equals(ami));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By which it is downloaded, among those of its AMI. */
    @Exported
    public String getName() {
        return file.value().substring(file.value().lastIndexOf('/') + 1);
    }

    /** What sort of statement it is, a URI; empty when nobody who counts has signed it. */
    @Exported
    public String getPredicateType() {
        return verified.map(found -> found.attestation().predicateType()).orElse("");
    }

    /** The id of the trusted key that has signed it; empty when none has. */
    @Exported
    public String getKeyId() {
        return verified.map(found -> found.key().id()).orElse("");
    }

    /** Whether a key that is trusted today has signed it. */
    @Exported
    public boolean isVerified() {
        return verified.isPresent();
    }

    /** SHA-256 of packer's own provenance, which nobody here has checked; empty when it names none. */
    @Exported
    public String getPackerProvenance() {
        return verified.flatMap(found -> Provenance.packers(found.attestation()))
                .orElse("");
    }

    /** All of that; empty when this controller does not have it. */
    Optional<String> packerProvenance() {
        try {
            return verified.isPresent() && !getPackerProvenance().isEmpty()
                    ? ControllerAttestations.seen()
                            .packers(verified.get().attestation().subject(), getPackerProvenance())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Packer's provenance cannot be read: " + file);
            return Optional.empty();
        }
    }

    /** As it is downloaded. */
    String json() {
        return envelope.json();
    }
}
