package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that decides an image.
 *
 * @param kind what sort of thing
 * @param name which of them, the same wherever it is baked: no workspace's path is in it
 * @param digest 64 hexadecimal digits that change exactly when it does; that of a secret is keyed
 * @param shown what a person may see of it, on one line, such as a version, an AMI id or a size; never a secret
 */
public record KeyPart(Kind kind, String name, String digest, String shown)
        implements Comparable<KeyPart>, Serializable {
    /** In place of the digest of a secret that nobody tells. */
    public static final String UNKNOWN = "0".repeat(64);

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private static final Comparator<KeyPart> ORDER = Comparator.comparing(KeyPart::kind)
            .thenComparing(KeyPart::name)
            .thenComparing(KeyPart::digest)
            .thenComparing(KeyPart::shown);

    /** The sorts of things that decide an image, in the order in which they are told. */
    public enum Kind {
        /** The recipe's name: what other recipes baked is never reused. */
        RECIPE,
        /** A base AMI as it was found, with its owner. */
        BASE_IMAGE,
        /** A piece of the template. */
        TEMPLATE,
        /** A setting that decides where images go and who may use them. */
        DISTRIBUTION,
        /** The value of a template variable. */
        VARIABLE,
        /** The value of a template variable, or of a variable of the environment, that nobody may see. */
        SECRET,
        /** Which files count, and why; its digest is always the same. */
        CONTEXT,
        /** A file's content and its mode. */
        FILE,
        /** Where a symbolic link points. */
        LINK,
        /** A directory's mode, or all that lies in one of a great many files. */
        DIRECTORY,
        /** What an address serves that a script fetches without a version. */
        ADDRESS,
        /** Packer's version. */
        PACKER,
        /** The version of a packer plugin. */
        PLUGIN,
        /** The lock file that a bake keeps to. */
        LOCK;

        /** The word for it: lower case, with blanks. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public KeyPart {
        Objects.requireNonNull(kind, "kind");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A part of a bake key has no name.");
        }
        Limits.text("the name of a part of a bake key", name, Limits.PATH);
        if (!SHA_256.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "Not a digest of " + name + ": '" + digest + "'; one is 64 hexadecimal digits.");
        }
        Limits.text("a part of a bake key", shown, Limits.PATH);
        shown = shown.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public int compareTo(KeyPart other) {
        return ORDER.compare(this, other);
    }
}
