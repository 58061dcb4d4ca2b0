package io.jenkins.plugins.amibakery.engine.attest;

import io.jenkins.plugins.amibakery.engine.statement.Signer;
import io.jenkins.plugins.amibakery.engine.statement.Verifier;
import io.jenkins.plugins.amibakery.engine.statement.VerifyingKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DSSE envelope (DSSE v1.0, envelope.md): a text and who signed it. Reading one proves nothing; see {@link #signer}.
 *
 * @param type what the payload is
 * @param payload the text that is signed
 * @param signatures of whom
 */
public record Envelope(String type, String payload, List<Signature> signatures) {
    /** The type of an in-toto statement. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    private static final int MOST_SIGNATURES = 20;

    /**
     * A signature.
     *
     * @param keyId the id of the key it claims to be of; proves nothing
     * @param value in Base64
     */
    public record Signature(String keyId, String value) {
        private byte[] bytes() {
            try {
                return Base64.getDecoder().decode(value);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }
    }

    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /** Signs a text. */
    static Envelope sealed(String type, String payload, Signer signer) {
        byte[] signature = signer.sign(type, payload.getBytes(StandardCharsets.UTF_8));
        String value = Base64.getEncoder().encodeToString(signature);
        return new Envelope(
                type, payload, List.of(new Signature(signer.verifyingKey().id(), value)));
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with one line, in which nothing of the text stands, when it is none
     */
    public static Envelope read(String text) {
        Node root = Node.read(text, "a DSSE envelope");
        List<Signature> signatures = new ArrayList<>();
        for (Node one : root.all("signatures")) {
            signatures.add(new Signature(one.json().path("keyid").asText(""), one.text("sig")));
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException(
                    "'signatures' has " + signatures.size() + "; it must have 1 to " + MOST_SIGNATURES + ".");
        }
        return new Envelope(root.text("payloadType"), decoded(root.text("payload")), signatures);
    }

    private static String decoded(String payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getDecoder().decode(payload)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new IllegalArgumentException("'payload' must be a text in Base64.", e);
        }
    }

    /** As it is kept and travels: JSON on one line. */
    public String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("payloadType", type);
        tree.put("payload", Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)));
        tree.put(
                "signatures",
                signatures.stream()
                        .map(one -> Map.of("keyid", one.keyId(), "sig", one.value()))
                        .toList());
        return Node.written(tree);
    }

    /** The trusted key that has signed it; empty when none has. */
    public Optional<VerifyingKey> signer(Verifier trusted) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return signatures.stream()
                .flatMap(one -> trusted.signerOf(type, bytes, one.keyId(), one.bytes()).stream())
                .findFirst();
    }
}
