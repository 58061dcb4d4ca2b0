package io.jenkins.plugins.amibakery.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewerPackageTest {
    @Test
    void allAreSaidInOnePhraseSecurityFirst() {
        NewerPackage bash = new NewerPackage("bash", "5.1", "5.2", "stable", false);
        NewerPackage openssl = new NewerPackage("openssl", "3.0.17-1", "3.0.18-1", "stable-security", true);

        assertThat(openssl.line()).isEqualTo("openssl 3.0.17-1 → 3.0.18-1, security");
        assertThat(NewerPackage.said(List.of(bash))).isEqualTo("1 package has a newer version: bash");
        assertThat(NewerPackage.said(List.of(bash, openssl)))
                .isEqualTo("2 packages have newer versions, 1 of them security: openssl, bash");
    }

    @Test
    void ofManyTheFirstFiveAreNamed() {
        List<NewerPackage> many = IntStream.range(0, 9)
                .mapToObj(i -> new NewerPackage("p" + i, "1", "2", "stable", false))
                .toList();

        assertThat(NewerPackage.said(many)).isEqualTo("9 packages have newer versions: p0, p1, p2, p3, p4, …");
    }
}
