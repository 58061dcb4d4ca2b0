package io.jenkins.plugins.amibakery.engine.statement;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signature as it travels: without the statement, which the checker makes anew from what it knows itself.
 *
 * <pre>1.0123456789abcdef.86 characters of URL-safe Base64</pre>
 *
 * @param keyId the {@linkplain VerifyingKey#id() id} of the key it claims to be of; proves nothing
 * @param text the whole of it, 105 characters that AWS takes in a tag
 */
public record Signed(String keyId, String text) {
    private static final Pattern FORM = Pattern.compile("1\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]{86})");

    static Signed of(String keyId, byte[] signature) {
        String body = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        return new Signed(keyId, "1." + keyId + "." + body);
    }

    /** Reads one; empty when it is not in the form of a signature. */
    public static Optional<Signed> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new Signed(form.group(1), text)) : Optional.empty();
    }

    /** The 64 bytes; of another length when it is not well formed. */
    byte[] bytes() {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Base64.getUrlDecoder().decode(form.group(2)) : new byte[0];
    }
}
