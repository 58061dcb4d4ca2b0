package io.jenkins.plugins.amibakery.engine.statement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds whose signature it is, among keys that are trusted. Safe for several threads. */
public final class Verifier {
    private final List<VerifyingKey> keys;

    /** @param keys several, as a key that was replaced has signed things that are still true */
    public Verifier(Collection<VerifyingKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** Whether a signature claims to be of a trusted key. */
    public boolean knows(Signed signed) {
        return knowsKey(signed.keyId());
    }

    /** Whether an id is that of a trusted key; proves nothing. */
    public boolean knowsKey(String keyId) {
        return keys.stream().anyMatch(key -> key.id().equals(keyId));
    }

    /** The trusted key that has signed a statement; empty when none has. */
    public Optional<VerifyingKey> signerOf(Statement statement, Signed signed) {
        byte[] bytes = signed.bytes();
        return keys.stream()
                .filter(key -> key.id().equals(signed.keyId()) && key.verifies(statement, bytes))
                .findFirst();
    }

    /**
     * The trusted key that has signed the payload of a DSSE envelope; empty when none has.
     *
     * @param keyId the {@linkplain VerifyingKey#id() id} that the signature claims; only says which key to try, all when it is empty
     */
    public Optional<VerifyingKey> signerOf(String type, byte[] payload, String keyId, byte[] signature) {
        return keys.stream()
                .filter(key -> (keyId.isEmpty() || key.id().equals(keyId)) && key.verifies(type, payload, signature))
                .findFirst();
    }
}
