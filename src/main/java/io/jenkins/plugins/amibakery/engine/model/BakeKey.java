package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * The fingerprint of everything that decides an image: two bakes with the same key make the same image, unless something in
 * the recipe is floating.
 *
 * @param digest SHA-256 over all parts, 64 hexadecimal digits; the value of the tag {@link Tags#BAKE_KEY}
 * @param parts what went into it, sorted, each once
 * @param floating what could not be resolved, sorted; a key with any is not reusable
 */
public record BakeKey(String digest, List<KeyPart> parts, List<Floating> floating) implements Serializable {
    /** Goes into every digest, so that keys of another way of computing them are never equal. */
    private static final String WAY = "ami-bakery bake key 1";

    /** No recipe has so many files. */
    private static final int MOST = 50_000;

    private static final int LONGEST = 4_096;

    public BakeKey {
        Limits.text("the digest of a bake key", digest, LONGEST);
        Limits.things("the parts of a bake key", parts, KeyPart.class, MOST);
        Limits.things("what is floating in a bake key", floating, Floating.class, MOST);
        parts = List.copyOf(parts);
        floating = List.copyOf(floating);
    }

    /** The key of some parts; neither their order nor a repetition means anything. */
    public static BakeKey of(Collection<KeyPart> parts, Collection<Floating> floating) {
        TreeSet<KeyPart> sorted = new TreeSet<>(parts);
        return new BakeKey(digest(sorted), List.copyOf(sorted), List.copyOf(new TreeSet<>(floating)));
    }

    /** What is shown of a part is for people alone. */
    private static String digest(Collection<KeyPart> parts) {
        MessageDigest sha256 = sha256();
        add(sha256, WAY);
        for (KeyPart part : parts) {
            add(sha256, part.kind().name());
            add(sha256, part.name());
            add(sha256, part.digest());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The length first, so that no two lists of texts give the same bytes. */
    private static void add(MessageDigest sha256, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether the digest is that of the parts; it is not where a secret's digest is not told. */
    public boolean isWhole() {
        return digest(parts).equals(digest);
    }

    /** Whether an AMI that carries this key may stand for a bake with it. */
    public boolean isReusable() {
        return floating.isEmpty();
    }

    /** Whether a value that nobody may see is in it; then it is the key of one job or user, whose key digests such values. */
    public boolean hasSecrets() {
        return parts.stream().anyMatch(part -> part.kind() == KeyPart.Kind.SECRET);
    }

    /** The first digits, enough for people to tell keys apart. */
    public String brief() {
        return digest.substring(0, 12);
    }

    /**
     * What differs from the key of another bake, part by part.
     *
     * @return sorted by kind and name; empty when the parts are the same
     */
    public List<KeyChange> since(BakeKey earlier) {
        return KeyChange.between(earlier.parts, parts);
    }
}
