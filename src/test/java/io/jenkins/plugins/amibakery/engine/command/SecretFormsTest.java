package io.jenkins.plugins.amibakery.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks a masker with what programs really make of a secret. */
@Tag("hostile")
class SecretFormsTest {
    private static final String HUNTER = "Hunter2's-secret";

    private static void hides(String secret, String written) {
        assertThat(new Masker(List.of(secret)).mask("before:" + written + ":after"))
                .as("%s written as %s", secret, written)
                .isEqualTo("before:****:after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hunter2'\"'\"'s-secret",
                "Hunter2'\\''s-secret",
                "Hunter2\\'s-secret",
                "Hunter2''s-secret",
                "Hunter2'\\\"'\\\"'s-secret",
                "Hunter2'\\\\''s-secret",
                "Hunter2\\\\'s-secret",
                "Hunter2\\u0027s-secret",
                "Hunter2\\x27s-secret",
                "Hunter2\\047s-secret",
                "Hunter2%27s-secret",
                "Hunter2%2527s-secret",
                "Hunter2%27s%2Dsecret",
                "Hunter2&#39;s-secret",
                "Hunter2&#039;s-secret",
                "Hunter2&#x27;s-secret",
                "Hunter2&apos;s-secret",
                "Hunter2&amp;#39;s-secret",
                "Hunter2&#39;&#34;&#39;&#34;&#39;s-secret",
                "Hunter2\\u0026#39;s-secret"
            })
    void anApostropheIsFoundHoweverItIsQuoted(String written) {
        hides(HUNTER, written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\\\"q<r>&s\\\\t/u\\tv",
                "p\\\"q\\u003cr\\u003e\\u0026s\\\\t/u\\tv",
                "p\\u0022q\\u003Cr\\u003E\\u0026s\\u005Ct\\/u\\u0009v",
                "p\\\\\\\"q<r>&s\\\\\\\\t/u\\\\tv",
                "p&quot;q&lt;r&gt;&amp;s\\t/u\tv",
                "p&#34;q&#60;r&#62;&#38;s\\t/u&#9;v",
                "p&#34;q&#x3c;r&#x3E;&amp;s\\t&#x2F;u&#x9;v",
                "p%22q%3Cr%3E%26s%5Ct%2Fu%09v",
                "p%22q%3cr%3e%26s%5ct/u%09v",
                "p\\\"q\\<r\\>\\&s\\\\t/u\\tv",
                "p`\"q<r>&s\\t/u`tv",
                "p\"\"q<r>&s\\t/u\tv"
            })
    void quotesBracketsAndBackslashesAreFoundInEachForm(String written) {
        hides("p\"q<r>&s\\t/u\tv", written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pass w\\$rd\\`x\\!",
                "pass\\ w\\$rd\\`x\\!",
                "pass+w%24rd%60x%21",
                "pass%20w$rd%60x!",
                "pass w$$rd`x!",
                "pass w`$rd``x!"
            })
    void whatAShellOrAnAddressTreatsIsFound(String written) {
        hides("pass w$rd`x!", written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gr\u00fc\u00dfe-\ud83d\ude00",
                "gr\\u00fc\\u00dfe-\\ud83d\\ude00",
                "gr\\u00FC\\u00DFe-\\U0001F600",
                "gr%C3%BC%C3%9Fe-%F0%9F%98%80",
                "gr\\303\\274\\303\\237e-\\360\\237\\230\\200",
                "gr\\xc3\\xbc\\xc3\\x9fe-\\xf0\\x9f\\x98\\x80",
                "gr&#252;&#xDF;e-&#128512;"
            })
    void charactersBeyondAsciiAreFoundInEachForm(String written) {
        hides("gr\u00fc\u00dfe-\ud83d\ude00", written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one1\ntwo2", "one1\r\ntwo2", "one1\\ntwo2", "one1\\r\\ntwo2", "one1%0Atwo2", "one1&#10;two2"})
    void linesAreFoundAsOneTooAndEachByItself(String written) {
        hides("one1\ntwo2", written);
        hides("one1\ntwo2", "two2");
    }

    @Test
    void base64IsFoundAtEachPlaceInALongerText() {
        for (String secret : List.of(HUNTER, "abcd", "two?>>words~~", "gr\u00fc\u00dfe", "x".repeat(100))) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
                for (int before = 0; before < 7; before++) {
                    for (int after = 0; after < 4; after++) {
                        String text = "?".repeat(before) + secret + "!".repeat(after);
                        noneOf(secret, text, text.getBytes(charset));
                    }
                }
            }
        }
    }

    /** Nothing may be left of which a bit belongs to the secret: the two texts differ in the secret alone, the masked ones must not. */
    private static void noneOf(String secret, String text, byte[] bytes) {
        Masker masker = new Masker(List.of(secret));
        for (Base64.Encoder encoder : List.of(
                Base64.getEncoder(),
                Base64.getEncoder().withoutPadding(),
                Base64.getUrlEncoder(),
                Base64.getUrlEncoder().withoutPadding())) {
            String masked = masker.mask(encoder.encodeToString(bytes));
            assertThat(masked).as("%s in base64", text).contains("****");
            assertThat(masked.replace("****", "").replaceAll("[?=]", "").length())
                    .as("rest of %s: %s", text, masked)
                    .isLessThanOrEqualTo(encoder.encodeToString("?".repeat(14).getBytes(StandardCharsets.UTF_16LE))
                            .length());
            assertThat(bitsOf(masked)).as("rest of %s: %s", text, masked).doesNotContain(secret.substring(0, 3));
        }
    }

    private static String bitsOf(String masked) {
        String rest = masked.replaceAll("[*=]", "").replace('-', '+').replace('_', '/');
        return new String(Base64.getDecoder().decode(rest.substring(0, rest.length() / 4 * 4)), StandardCharsets.UTF_8);
    }

    @Test
    void base64OfALongSecretIsFoundWhereItIsBrokenIntoLines() {
        String key = "k3y".repeat(70);
        Masker masker = new Masker(List.of(key));

        for (int width : List.of(64, 76)) {
            String written = Base64.getMimeEncoder(width, new byte[] {'\n'})
                    .encodeToString((key + "\n").getBytes(StandardCharsets.UTF_8));
            assertThat(written.lines().map(masker::mask)).allMatch(line -> line.matches("[*]{4}(Cg)?=*"));
        }
    }

    @Test
    void hexadecimalIsFound() {
        byte[] bytes = HUNTER.getBytes(StandardCharsets.UTF_8);

        hides(HUNTER, HexFormat.of().formatHex(bytes));
        hides(HUNTER, HexFormat.of().withUpperCase().formatHex(bytes));
    }

    @Test
    void packersCommaIsFoundInEachOtherForm() {
        hides("a,'b,c", "a%!(PACKER_COMMA)'\"'\"'b%!(PACKER_COMMA)c");
        hides("a,'b,c", "a%2C%27b%2Cc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HUNTER, "p\"q<r>&s\\t/u\tv", "pass w$rd`x!*", "gr\u00fc\u00dfe-\ud83d\ude00", "a'b\"c'd\\e'"})
    void whatRealShellsWriteIsFound(String secret) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        for (String script : List.of(
                "printf %q \"$S\"",
                "LC_ALL=C; printf %q \"$S\"",
                "printf %s \"${S@Q}\"",
                "set -x; : \"$S\"",
                "LC_ALL=C; set -x; : \"$S\"",
                "declare -p S",
                "printf %s \"$S\" | base64 -w 0",
                "printf 'user:%s' \"$S\" | base64 -w 0",
                "printf %s \"$S\" | od -An -v -tx1 | tr -d ' \\n'")) {
            holdsNothing(secret, said(secret, "/bin/bash", "-c", script));
        }
        holdsNothing(secret, said(secret, "/bin/sh", "-c", "set -x; : \"$S\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {HUNTER, "p\"q<r>&s\\t/u\tv", "pass w$rd`x!*", "gr\u00fc\u00dfe-\ud83d\ude00", "a'b\"c'd\\e'"})
    void whatPythonWritesIsFound(String secret) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no python3");
        List<String> expressions = List.of(
                "json.dumps(s)",
                "json.dumps(json.dumps(s))",
                "json.dumps(shlex.quote(s))",
                "json.dumps(s, ensure_ascii=False)",
                "repr(s)",
                "repr(s.encode())",
                "shlex.quote(s)",
                "urllib.parse.quote(s)",
                "urllib.parse.quote(s, safe='')",
                "urllib.parse.quote_plus(s)",
                "html.escape(s)",
                "xml.sax.saxutils.quoteattr(s)",
                "html.escape(json.dumps(s))");
        String program = "import json,shlex,urllib.parse,html,xml.sax.saxutils,os;s=os.environ['S'];print("
                + String.join(",", expressions) + ",sep='\\n')";
        List<String> said = said(secret, "/usr/bin/python3", "-X", "utf8", "-c", program)
                .lines()
                .toList();
        assertThat(said).hasSameSizeAs(expressions).allSatisfy(written -> holdsNothing(secret, written));
        hides(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private static void holdsNothing(String secret, String said) {
        assertThat(new Masker(List.of(secret)).mask(said)).as(said).contains("****");
        assertThat(new Masker(List.of(secret)).mask(said).replaceAll("[^\\p{L}\\d]", ""))
                .as(said)
                .matches("declarexS|S|b|(quot)*|dXN.*");
    }

    private static String said(String secret, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().put("S", secret);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    @Test
    void overlappingSecretsLeaveNoRest() {
        assertThat(new Masker(List.of("abcd1", "cd12345")).mask("x abcd12345 y"))
                .isEqualTo("x **** y");
    }

    @Test
    void aPlainWordThatResemblesNoFormStays() {
        String line = "Hunter2 s-secret, Hunter2%28s-secret, Hunter2s-secret";

        assertThat(new Masker(List.of(HUNTER)).mask(line)).isSameAs(line);
    }

    @Test
    @Timeout(60)
    void aLineMadeToBeSlowIsNot() {
        Masker masker = new Masker(List.of("\\".repeat(20) + "x", "%".repeat(20) + "x", "a".repeat(200) + "b"));

        for (String letter : List.of("\\", "%", "a", "%25", "\\\\")) {
            String line = letter.repeat(8_000 / letter.length());
            assertThat(masker.mask(line)).isSameAs(line);
        }
    }
}
