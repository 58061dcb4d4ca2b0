package io.jenkins.plugins.amibakery.engine.store;

import java.util.regex.Pattern;

/**
 * Where a document is in a {@link Store}, such as {@code amis/us-west-2/ami-0d53cc9bd365ad65b/provenance.json}: a relative path that is
 * the same below a directory and below a prefix in S3.
 *
 * @param value parts of letters, digits and {@code . _ -} with slashes between them; a part does not begin with a dot
 */
public record DocumentName(String value) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}){0,7}");

    /** @throws IllegalArgumentException with one line when it could lead anywhere else */
    public DocumentName {
        if (!isName(value)) {
            throw new IllegalArgumentException("Not the name of a document: '" + value
                    + "'; it is up to eight parts of letters, digits, dots, - and _, such as amis/us-west-2/a.json.");
        }
    }

    /** Whether a text may be the name of a document. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** The name of several parts. */
    public static DocumentName of(String... parts) {
        return new DocumentName(String.join("/", parts));
    }

    @Override
    public String toString() {
        return value;
    }
}
