package io.jenkins.plugins.amibakery.engine.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hostile")
class StatementTest {
    private static final Statement SAID =
            Statement.of("ami-bakery reuse v1").with("account", "123456789012").with("recipe", "web");

    private final Signer signer = Signer.fresh();
    private final Verifier verifier = new Verifier(List.of(signer.verifyingKey()));

    @Test
    void whatATrustedKeyHasSignedIsItsOwn() {
        assertThat(verifier.signerOf(SAID, signer.sign(SAID))).contains(signer.verifyingKey());
    }

    @Test
    void aSignatureFitsATagAndIsReadAgain() {
        Signed signed = signer.sign(SAID);
        assertThat(signed.text()).hasSize(105).matches("[A-Za-z0-9._-]+");
        assertThat(Signed.read(signed.text())).contains(signed);
        assertThat(verifier.signerOf(SAID, Signed.read(signed.text()).orElseThrow()))
                .isPresent();
    }

    @Test
    void noOtherStatementHasTheSameSignature() {
        Signed signed = signer.sign(SAID);
        List<Statement> others = List.of(
                Statement.of("ami-bakery reuse v2")
                        .with("account", "123456789012")
                        .with("recipe", "web"),
                Statement.of("ami-bakery reuse v1")
                        .with("account", "123456789012")
                        .with("recipe", "db"),
                Statement.of("ami-bakery reuse v1")
                        .with("account", "123456789012")
                        .with("job", "web"),
                Statement.of("ami-bakery reuse v1").with("recipe", "web").with("account", "123456789012"),
                Statement.of("ami-bakery reuse v1").with("account", "123456789012"),
                SAID.with("more", ""));
        assertThat(others)
                .allSatisfy(
                        other -> assertThat(verifier.signerOf(other, signed)).isEmpty());
    }

    @Test
    void textsThatRunTogetherAreStillDifferentBytes() {
        Set<String> bytes = new HashSet<>();
        List<Statement> alike = List.of(
                Statement.of("d").with("ab", "c"),
                Statement.of("d").with("a", "bc"),
                Statement.of("da").with("b", "c"),
                Statement.of("d").with("abc", ""),
                Statement.of("d").with("", "abc"),
                Statement.of("d").with("a", "b").with("", "c"),
                Statement.of("d").with("ab", "c\0"));
        alike.forEach(one -> bytes.add(java.util.HexFormat.of().formatHex(one.bytes())));
        assertThat(bytes).hasSameSizeAs(alike);
    }

    @Test
    void halfACharacterIsNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signer.sign(Statement.of("d").with("a", "\ud800")));
        assertThat(verifier.signerOf(Statement.of("d").with("a", "\ud800"), signer.sign(SAID)))
                .isEmpty();
    }

    @Test
    void anUnknownKeyIsNotBelievedThoughItTakesAnothersId() {
        Signer stranger = Signer.fresh();
        Signed signed = stranger.sign(SAID);
        assertThat(verifier.knows(signed)).isFalse();
        assertThat(verifier.signerOf(SAID, signed)).isEmpty();
        Signed masked = Signed.read(signed.text()
                        .replace(signed.keyId(), signer.verifyingKey().id()))
                .orElseThrow();
        assertThat(verifier.knows(masked)).isTrue();
        assertThat(verifier.signerOf(SAID, masked)).isEmpty();
    }

    @Test
    void aReplacedKeyIsStillBelievedWhereItIsTrusted() {
        Signer next = Signer.fresh();
        Verifier both = new Verifier(List.of(next.verifyingKey(), signer.verifyingKey()));
        assertThat(both.signerOf(SAID, signer.sign(SAID))).contains(signer.verifyingKey());
        assertThat(both.signerOf(SAID, next.sign(SAID))).contains(next.verifyingKey());
    }

    @Test
    void whatIsNotInTheFormOfASignatureIsNone() {
        String good = signer.sign(SAID).text();
        List<String> bad = List.of(
                "",
                "1..",
                good + "=",
                good + "\n",
                " " + good,
                "2" + good.substring(1),
                good.substring(0, 104),
                good + "A");
        assertThat(bad).allSatisfy(text -> assertThat(Signed.read(text)).isEmpty());
    }

    @Test
    void everyOtherSignatureOfTheSameFormIsRefused() {
        Signed signed = signer.sign(SAID);
        String text = signed.text();
        for (int i = text.length() - 86; i < text.length(); i++) {
            char other = text.charAt(i) == 'A' ? 'Q' : 'A';
            Signed forged = Signed.read(text.substring(0, i) + other + text.substring(i + 1))
                    .orElseThrow();
            assertThat(verifier.signerOf(SAID, forged)).as(forged.text()).isEmpty();
        }
    }

    @Test
    void aKeyIsKeptAndReadAgainAndItsPublicHalfGivenAway() {
        Signer again = Signer.read(signer.keep());
        assertThat(again.verifyingKey()).isEqualTo(signer.verifyingKey());
        assertThat(verifier.signerOf(SAID, again.sign(SAID))).isPresent();
        assertThat(VerifyingKey.read(signer.verifyingKey().pem())).isEqualTo(signer.verifyingKey());
        assertThat(signer.verifyingKey().pem()).doesNotContain("PRIVATE");
    }

    @Test
    void aDamagedKeyIsRefusedInOneLineThatDoesNotQuoteIt() {
        String kept = signer.keep();
        String body = kept.lines().skip(1).findFirst().orElseThrow();
        List<String> damaged = List.of(
                "",
                kept.replace("PRIVATE KEY", "KEY"),
                kept.replace(body, body.substring(5)),
                kept.replace(
                        signer.verifyingKey().pem(),
                        Signer.fresh().verifyingKey().pem()));
        assertThat(damaged)
                .allSatisfy(text -> assertThatThrownBy(() -> Signer.read(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("[^\\n]+")
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(body.substring(5, 20))));
        assertThat(signer).asString().doesNotContain(body.substring(20, 40));
    }

    @Test
    void whatIsNotAPublicKeyIsSaidInOneLine() {
        List<String> bad = List.of(
                "",
                "ssh-ed25519 AAAA",
                signer.keep(),
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----");
        assertThat(bad)
                .allSatisfy(text -> assertThatThrownBy(() -> VerifyingKey.read(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching("[^\\n]*public key[^\\n]*"));
    }
}
