package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.statement.Signer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of one AMI: an in-toto Statement v1.
 *
 * @param subject the AMI
 * @param predicateType what sort of thing is said, a URI
 * @param predicate what is said, in maps, lists, texts, numbers and truth values
 */
public record Attestation(Subject subject, String predicateType, Map<String, Object> predicate) {
    /** In a predicate, when its signer says that it was signed: a field of our own. */
    public static final String SIGNED = "amibakery_signedOn";

    private static final String TYPE = "https://in-toto.io/Statement/v1";

    public Attestation {
        predicate = new LinkedHashMap<>(predicate);
    }

    /** Signs it. */
    public Envelope signedBy(Signer signer) {
        return Envelope.sealed(Envelope.IN_TOTO, Node.written(tree()), signer);
    }

    /** When its signer says that it was signed; the beginning of time when that is not said. */
    public Instant signedOn() {
        return when(SIGNED);
    }

    /** A time in its predicate; the beginning of time when that is not said. */
    Instant when(String field) {
        try {
            return Instant.parse(String.valueOf(predicate.get(field)));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** All of it. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("_type", TYPE);
        tree.put("subject", List.of(subject.tree()));
        tree.put("predicateType", predicateType);
        tree.put("predicate", predicate);
        return tree;
    }

    /**
     * What an envelope says, whoever signed it.
     *
     * @throws IllegalArgumentException with one line when it is not an in-toto statement about one AMI
     */
    public static Attestation read(Envelope envelope) {
        if (!envelope.type().equals(Envelope.IN_TOTO)) {
            throw new IllegalArgumentException(
                    "'payloadType' is not " + Envelope.IN_TOTO + ": it holds something else.");
        }
        Node root = Node.read(envelope.payload(), "an in-toto statement");
        if (!root.text("_type").equals(TYPE)) {
            throw new IllegalArgumentException("'_type' is not " + TYPE + ".");
        }
        List<Node> subjects = root.all("subject");
        if (subjects.size() != 1) {
            throw new IllegalArgumentException("'subject' has " + subjects.size() + " entries; it must be one AMI.");
        }
        return new Attestation(
                Subject.read(subjects.get(0)),
                root.text("predicateType"),
                root.of("predicate").tree());
    }
}
