package io.jenkins.plugins.amibakery.engine.statement;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs statements with a private key. Safe for several threads; its owner keeps it where it is. */
public final class Signer {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey secret;
    private final VerifyingKey open;

    private Signer(PrivateKey secret, VerifyingKey open) {
        this.secret = secret;
        this.open = open;
    }

    /** One with a key of its own, just made. */
    public static Signer fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
            return new Signer(pair.getPrivate(), VerifyingKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * Reads one.
     *
     * @param text what {@link #keep()} wrote
     * @throws IllegalArgumentException with one line, in which nothing of the text stands, when it is no such key
     */
    public static Signer read(String text) {
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The signing key is damaged: there is no private key in it.");
        }
        Signer signer = new Signer(
                secret(text.substring(from + BEGIN.length(), to)),
                VerifyingKey.read(text.substring(to + END.length())));
        Statement probe = Statement.of("ami-bakery probe v1");
        if (!signer.open.verifies(probe, signer.sign(probe).bytes())) {
            throw new IllegalArgumentException("The signing key is damaged: its halves do not belong together.");
        }
        return signer;
    }

    private static PrivateKey secret(String body) {
        try {
            byte[] encoded = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            return KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // Not the cause: it may quote the key.
            throw new IllegalArgumentException("The signing key is damaged: its private half is not an Ed25519 key.");
        }
    }

    /** Both halves, for a place that nobody else may read. */
    public String keep() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(secret.getEncoded());
        return BEGIN + "\n" + body + "\n" + END + "\n" + open.pem();
    }

    /** The public half. */
    public VerifyingKey verifyingKey() {
        return open;
    }

    /** Says something. */
    public Signed sign(Statement statement) {
        return Signed.of(open.id(), signed(statement.bytes()));
    }

    /**
     * Signs the payload of a DSSE envelope.
     *
     * @param type the envelope's payload type
     * @return 64 bytes
     */
    public byte[] sign(String type, byte[] payload) {
        return signed(PreAuthentication.of(type, payload));
    }

    private byte[] signed(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(secret);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was read signs", e);
        }
    }

    /** Does not give the key away. */
    @Override
    public String toString() {
        return "Signer[" + open.id() + "]";
    }
}
