package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On an InRelease as Debian itself signed it. */
class ClearSignedTest {
    private static final Instant THEN = Instant.parse("2026-11-30T00:00:00Z");

    private static byte[] recorded(String name) {
        try (InputStream in = ClearSignedTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String name) {
        return Base64.getEncoder().encodeToString(recorded(name));
    }

    @Test
    void debiansOwnSignatureIsVerifiedByItsKey() throws Exception {
        byte[] signed = recorded("bookworm-security_InRelease");
        String text = ClearSigned.text(signed, List.of(key("other.gpg"), key("security.gpg")), THEN);
        ReleaseFile release = ReleaseFile.read(text);

        assertThat(release.date()).isEqualTo(Instant.parse("2026-11-29T00:53:13Z"));
        assertThat(release.security()).isTrue();
        assertThat(release.byHash()).isTrue();
        assertThat(release.index("main/binary-amd64/Packages")).contains("main/binary-amd64/Packages.xz");
        assertThat(text).isEqualTo(ClearSigned.unchecked(signed) + "\n");
        assertThatThrownBy(() -> release.requireValid(Instant.parse("2026-12-07T00:00:00Z")))
                .hasMessage("was valid until Sun, 06 Dec 2026 00:53:13 UTC");
    }

    @Test
    void anotherKeyOfDebianDoesNotVerifyIt() {
        assertThatThrownBy(() ->
                        ClearSigned.text(recorded("bookworm-security_InRelease"), List.of(key("other.gpg")), THEN))
                .hasMessage("is not signed by a key that was recorded with the image");
    }

    @Test
    void aKeyThatHasExpiredDoesNotCount() {
        assertThatThrownBy(() -> ClearSigned.text(
                        recorded("bookworm-security_InRelease"),
                        List.of(key("security.gpg")),
                        Instant.parse("2040-01-01T00:00:00Z")))
                .hasMessage("is not signed by a key that was recorded with the image");
    }

    @Test
    void whatIsNoKeyIsOneLine() {
        assertThatThrownBy(() -> ClearSigned.text(recorded("bookworm-security_InRelease"), List.of("AAAA"), THEN))
                .hasMessage("is not signed by a key that was recorded with the image");
        assertThatThrownBy(() -> ClearSigned.text(recorded("bookworm-security_InRelease"), List.of(), THEN))
                .hasMessage("has changed, and no key that verifies it was recorded with the image");
    }
}
