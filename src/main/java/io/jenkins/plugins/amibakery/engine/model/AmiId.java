package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The id EC2 gave an image, such as {@code ami-0d53cc9bd365ad65b}.
 *
 * <p>Eight hexadecimal digits are the form of images made before 2018, seventeen that of all later ones
 * (EC2 User Guide, "Longer IDs").
 *
 * @param value the id as EC2 writes it, never null
 */
public record AmiId(String value) implements Serializable {
    private static final Pattern FORM = Pattern.compile("ami-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    public AmiId {
        if (value == null || !isAmiId(value)) {
            throw new IllegalArgumentException(
                    "Not an AMI id: '" + value + "'; an id is ami- and 8 or 17 hexadecimal digits.");
        }
    }

    /** Whether a text is written as EC2 writes image ids; it says nothing about such an image existing. */
    public static boolean isAmiId(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
