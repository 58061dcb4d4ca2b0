package io.jenkins.plugins.amibakery.engine.packages;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** A text signed in the clear, as apt's InRelease is. */
final class ClearSigned {
    private static final Set<Integer> STRONG = Set.of(
            HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA224);

    private ClearSigned() {}

    /**
     * The text, which one of the keys has signed.
     *
     * @param keys base64 of keyrings
     * @throws UnknownStateException when none of them has
     */
    static String text(byte[] signed, List<String> keys, Instant now) throws UnknownStateException {
        if (keys.isEmpty()) {
            throw new UnknownStateException("has changed, and no key that verifies it was recorded with the image");
        }
        try {
            ArmoredInputStream armor = new ArmoredInputStream(new ByteArrayInputStream(signed));
            if (!armor.isClearText()) {
                throw new UnknownStateException("is not signed");
            }
            List<byte[]> lines = lines(armor);
            Object found = new BcPGPObjectFactory(armor).nextObject();
            if (!(found instanceof PGPSignatureList signatures)) {
                throw new UnknownStateException("is not signed");
            }
            List<BcPGPPublicKeyRingCollection> rings = rings(keys);
            for (PGPSignature signature : signatures) {
                if (verifies(signature, lines, rings, now)) {
                    return text(lines);
                }
            }
            throw new UnknownStateException("is not signed by a key that was recorded with the image");
        } catch (IOException | PGPException | RuntimeException | LinkageError e) {
            throw new UnknownStateException("has a signature that cannot be checked", e);
        }
    }

    /** Its text without checking it: of bytes that were checked before. */
    static String unchecked(byte[] signed) throws UnknownStateException {
        String all = new String(signed, StandardCharsets.UTF_8).replace("\r\n", "\n");
        int from = all.indexOf("\n\n");
        int to = all.indexOf("\n-----BEGIN PGP SIGNATURE-----");
        if (!all.startsWith("-----BEGIN PGP SIGNED MESSAGE-----") || from < 0 || to < from) {
            throw new UnknownStateException("is not signed");
        }
        return all.substring(from + 2, to).replaceAll("(?m)^- ", "");
    }

    /** The lines of the text, without what ends them and without blanks there, as they are signed. */
    private static List<byte[]> lines(ArmoredInputStream armor) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one;
        while ((one = armor.read()) >= 0 && armor.isClearText()) {
            if (one == '\n') {
                lines.add(stripped(line));
                line.reset();
            } else {
                line.write(one);
            }
        }
        if (line.size() > 0) {
            lines.add(stripped(line));
        }
        return lines;
    }

    private static byte[] stripped(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(List<byte[]> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(new String(line, StandardCharsets.UTF_8)).append('\n'));
        return text.toString();
    }

    private static List<BcPGPPublicKeyRingCollection> rings(List<String> keys) throws IOException, PGPException {
        List<BcPGPPublicKeyRingCollection> rings = new ArrayList<>();
        for (String key : keys) {
            try (InputStream in = PGPUtil.getDecoderStream(
                    new ByteArrayInputStream(Base64.getDecoder().decode(key)))) {
                rings.add(new BcPGPPublicKeyRingCollection(in));
            }
        }
        return rings;
    }

    private static boolean verifies(
            PGPSignature signature, List<byte[]> lines, List<BcPGPPublicKeyRingCollection> rings, Instant now)
            throws PGPException {
        if (!STRONG.contains(signature.getHashAlgorithm())
                || signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return false;
        }
        for (BcPGPPublicKeyRingCollection ring : rings) {
            PGPPublicKeyRing owner = ring.getPublicKeyRing(signature.getKeyID());
            PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
            if (key != null && isGood(owner.getPublicKey(), now) && isGood(key, now)) {
                signature.init(new BcPGPContentVerifierBuilderProvider(), key);
                for (int i = 0; i < lines.size(); i++) {
                    if (i > 0) {
                        signature.update((byte) '\r');
                        signature.update((byte) '\n');
                    }
                    signature.update(lines.get(i));
                }
                if (signature.verify()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isGood(PGPPublicKey key, Instant now) {
        long seconds = key.getValidSeconds();
        Instant made = key.getCreationTime().toInstant();
        return !key.hasRevocation()
                && (seconds == 0 || made.plusSeconds(seconds).isAfter(now));
    }
}
