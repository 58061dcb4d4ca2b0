package io.jenkins.plugins.amibakery.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static String masked(String secret, String line) {
        return new Masker(List.of(secret)).mask(line);
    }

    @Test
    void everyOccurrenceOfASecretIsHidden() {
        assertThat(masked("s3cr3t", "x=s3cr3t, again s3cr3ts3cr3t.")).isEqualTo("x=****, again ********.");
    }

    @Test
    void aLineWithoutASecretIsTheVerySameObject() {
        String line = new String("nothing to hide");

        assertThat(new Masker(List.of("s3cr3t")).mask(line)).isSameAs(line);
    }

    @Test
    void theLongestSecretGoesFirstSoThatNoRestOfItStays() {
        assertThat(new Masker(List.of("pass", "password-1")).mask("password-1 pass"))
                .isEqualTo("**** ****");
    }

    @Test
    void eachLineOfASecretOfSeveralLinesIsASecret() {
        String key = "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA7\r\nabcd1234\n-----END KEY-----\n";
        Masker masker = new Masker(List.of(key));

        assertThat(masker.mask("got MIIEpAIBAAKCAQEA7 and abcd1234")).isEqualTo("got **** and ****");
        assertThat(masker.mask(key.strip())).isEqualTo("****");
    }

    @Test
    void theFormsOfPackersLogAreHiddenToo() {
        assertThat(masked("s3cr3t,x", "the password is s3cr3t%!(PACKER_COMMA)x ok"))
                .isEqualTo("the password is **** ok");
        assertThat(masked("one1\ntwo2", "say one1\\ntwo2 ok")).isEqualTo("say **** ok");
        assertThat(masked("a,b\nc,d", "say a%!(PACKER_COMMA)b\\nc%!(PACKER_COMMA)d ok"))
                .isEqualTo("say **** ok");
    }

    @Test
    void aSecretIsHiddenWithoutTheBlanksAroundIt() {
        assertThat(masked("  s3cr3t\n", "x=s3cr3t")).isEqualTo("x=****");
    }

    @Test
    void shortAndBlankTextsAreNoSecrets() {
        assertThat(new Masker(List.of("", " ", "abc")).mask("abc and more")).isEqualTo("abc and more");
    }

    @Test
    void charactersThatMeanSomethingElsewhereAreJustCharacters() {
        assertThat(masked("a.*$1\\", "a.*$1\\ aXX$1")).isEqualTo("**** aXX$1");
    }

    @Test
    void aSecretThatIsTooShortIsNamedButNotTold() {
        assertThat(Masker.tooShort(Map.of("pin", " 123 ", "blank", " ", "long", "1234")))
                .singleElement()
                .asString()
                .contains("'pin'")
                .doesNotContain("123");
    }
}
