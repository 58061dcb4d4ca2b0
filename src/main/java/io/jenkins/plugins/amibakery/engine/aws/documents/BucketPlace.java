package io.jenkins.plugins.amibakery.engine.aws.documents;

import io.jenkins.plugins.amibakery.engine.model.Region;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A place in S3, as {@code s3://bucket/prefix} names it.
 *
 * @param bucket its name (S3 User Guide, "General purpose bucket naming rules")
 * @param prefix of all keys, with a slash at its end; empty for the whole bucket
 */
public record BucketPlace(String bucket, String prefix) {
    /** Where to ask when no region is given: S3 tells there where a bucket is. */
    public static final Region ANY_REGION = new Region("us-east-1");

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final int LONGEST_PREFIX = 400;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with one line when it is none
     */
    public static BucketPlace read(String text) {
        try {
            URI address = new URI(text);
            String bucket = Objects.requireNonNullElse(address.getRawAuthority(), "");
            String path =
                    address.getRawPath() == null ? "" : address.getRawPath().replaceAll("^/+|/+$", "");
            boolean plain = address.getRawQuery() == null && address.getRawFragment() == null;
            if ("s3".equals(address.getScheme())
                    && plain
                    && BUCKET.matcher(bucket).matches()
                    && path.length() <= LONGEST_PREFIX
                    && path.matches("[A-Za-z0-9._/-]*")) {
                return new BucketPlace(bucket, path.isEmpty() ? "" : path + "/");
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "Not a place in S3: '" + text + "'; one is written like s3://bucket/prefix.");
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
