package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * An AWS region by its code, such as {@code us-west-2}.
 *
 * @param code the code as AWS writes it, never null
 */
public record Region(String code) implements Comparable<Region>, Serializable {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}");

    public Region {
        if (code == null || !isRegion(code)) {
            throw new IllegalArgumentException(
                    "Not a region: '" + code + "'; a region is written like us-west-2 or eu-central-1.");
        }
    }

    /** Whether a text is written as AWS writes region codes; it says nothing about such a region existing. */
    public static boolean isRegion(String text) {
        return FORM.matcher(text).matches();
    }

    /** The AWS partition the region lies in, by the prefix of its code: {@code aws}, {@code aws-cn}, … */
    public String partition() {
        if (code.startsWith("cn-")) {
            return "aws-cn";
        }
        if (code.startsWith("us-gov-")) {
            return "aws-us-gov";
        }
        if (code.startsWith("us-isob-")) {
            return "aws-iso-b";
        }
        if (code.startsWith("us-iso-")) {
            return "aws-iso";
        }
        return code.startsWith("eusc-") ? "aws-eusc" : "aws";
    }

    @Override
    public int compareTo(Region other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
