package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyChangeTest {
    private static Optional<KeyPart> part(KeyPart.Kind kind, String name, char digest, String shown) {
        return Optional.of(new KeyPart(kind, name, String.valueOf(digest).repeat(64), shown));
    }

    @Test
    void ofAFileWhoeverReadsNoDigestsIsToldTheSizes() {
        Optional<KeyPart> before = part(KeyPart.Kind.FILE, "app.py", 'a', "5159 bytes, 61a833ba");
        Optional<KeyPart> after = part(KeyPart.Kind.FILE, "app.py", 'b', "5164 bytes, 5e8c08b2");

        assertThat(new KeyChange(before, after).line())
                .isEqualTo("file app.py changed: 5159 bytes, 61a833ba -> 5164 bytes, 5e8c08b2");
        assertThat(new KeyChange(before, after).brief()).isEqualTo("file app.py changed: 5159 → 5164 bytes");
        assertThat(new KeyChange(before, part(KeyPart.Kind.FILE, "app.py", 'c', "5159 bytes, 00c0ffee")).brief())
                .isEqualTo("file app.py changed");
        assertThat(new KeyChange(Optional.empty(), after).brief()).isEqualTo("file app.py added");
        assertThat(new KeyChange(before, Optional.empty()).brief()).isEqualTo("file app.py removed");
    }

    @Test
    void ofAnythingElseTheValues() {
        Optional<KeyPart> before = part(KeyPart.Kind.VARIABLE, "version", 'a', "1");
        Optional<KeyPart> after = part(KeyPart.Kind.VARIABLE, "version", 'b', "2");

        assertThat(new KeyChange(before, after).brief()).isEqualTo("variable version changed: 1 → 2");
    }
}
