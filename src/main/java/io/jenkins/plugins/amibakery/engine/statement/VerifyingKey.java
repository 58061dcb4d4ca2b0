package io.jenkins.plugins.amibakery.engine.statement;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of a key that signs statements. Tells nothing that anybody may not know. */
public final class VerifyingKey implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The key on its way. */
    private record Sent(String pem) implements Serializable {
        private Object readResolve() {
            return VerifyingKey.read(pem);
        }
    }

    static final String ALGORITHM = "Ed25519";

    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int ID_BYTES = 8;

    private final transient PublicKey key;
    private final transient String id;

    private VerifyingKey(PublicKey key) {
        this.key = key;
        this.id = HexFormat.of().formatHex(sha256(key.getEncoded()), 0, ID_BYTES);
    }

    static VerifyingKey of(PublicKey key) {
        return new VerifyingKey(key);
    }

    /**
     * Reads a key.
     *
     * @param pem as {@link #pem()} and {@code openssl pkey -pubout} write it
     * @throws IllegalArgumentException with one clear line when it is not the public half of an Ed25519 key
     */
    public static VerifyingKey read(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            throw new IllegalArgumentException(
                    "Not a public key: one is a PEM block from '" + BEGIN + "' to '" + END + "'.");
        }
        String body = text.substring(BEGIN.length(), text.length() - END.length());
        try {
            byte[] encoded = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            return new VerifyingKey(key);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The public key in the PEM block cannot be read; it must be the public half of an Ed25519 key, as the"
                            + " page of a controller's key and 'ami-bakery key' show it.",
                    e);
        }
    }

    private Object writeReplace() {
        return new Sent(pem());
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("A key comes as its PEM block.");
    }

    /** The first 16 hexadecimal digits of the SHA-256 of the key: enough to find it among others. */
    public String id() {
        return id;
    }

    /** The key for others, a PEM block with a line's end after it. */
    public String pem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return BEGIN + "\n" + body + "\n" + END + "\n";
    }

    /** Whether the key's owner has signed a statement. */
    boolean verifies(Statement statement, byte[] signature) {
        try {
            return verifies(statement.bytes(), signature);
        } catch (IllegalArgumentException e) {
            // What is not valid Unicode was never signed.
            return false;
        }
    }

    /** The same for the payload of a DSSE envelope. */
    boolean verifies(String type, byte[] payload, byte[] signature) {
        return verifies(PreAuthentication.of(type, payload), signature);
    }

    private boolean verifies(byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(bytes);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // Bytes that cannot be a signature do not verify.
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey another
                && MessageDigest.isEqual(key.getEncoded(), another.key.getEncoded());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "VerifyingKey[" + id + "]";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
