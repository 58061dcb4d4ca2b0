package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyJsonTest {
    private static final KeyPart VERSION = new KeyPart(KeyPart.Kind.VARIABLE, "version", "a".repeat(64), "\"1\"");
    private static final KeyPart NEWER = new KeyPart(KeyPart.Kind.VARIABLE, "version", "b".repeat(64), "\"2\"");
    private static final KeyPart TOKEN = new KeyPart(KeyPart.Kind.SECRET, "token", "c".repeat(64), "");
    private static final KeyPart NEW_TOKEN = new KeyPart(KeyPart.Kind.SECRET, "token", "d".repeat(64), "");
    private static final Floating NGINX =
            new Floating("setup.sh", 3, "apt-get install nginx", "nginx has no version", Settling.REPOSITORIES);

    @TempDir
    private Path folder;

    private Path report(String text) throws IOException {
        return Files.writeString(folder.resolve("report.json"), text);
    }

    private static String printed(java.util.function.Consumer<KeyText> what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        what.accept(new KeyText(new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyInAReportIsReadAsItWasWritten() throws IOException {
        BakeKey key = BakeKey.of(List.of(VERSION), List.of(NGINX));
        assertThat(KeyJson.read(report("{\"bakeId\": \"x\", \"key\": " + KeyJson.of(key) + "}")))
                .isEqualTo(key);
    }

    @Test
    void aReportTellsNoDigestOfASecretAndSaysWhenItCannotCompare() throws IOException {
        BakeKey key = BakeKey.of(List.of(VERSION, TOKEN), List.of());
        BakeKey other = BakeKey.of(List.of(VERSION, NEW_TOKEN), List.of());
        Path file = report("{\"key\": " + KeyJson.of(key) + "}");
        assertThat(file).content().doesNotContain(TOKEN.digest()).contains(key.digest());

        BakeKey read = KeyJson.read(file, digest -> Optional.empty());
        assertThat(other.since(read)).isEmpty();
        assertThat(printed(text -> text.compare(other, read, "report.json")))
                .contains("Whether a secret changed is not known");

        BakeKey remembered = KeyJson.read(file, Map.of(key.digest(), Optional.of(key))::get);
        assertThat(printed(text -> text.compare(other, remembered, "report.json")))
                .contains("secret token changed")
                .doesNotContain("not known");
    }

    @Test
    void whatThisUserAloneReadsKeepsTheDigests() throws IOException {
        BakeKey key = BakeKey.of(List.of(VERSION, TOKEN), List.of());
        assertThat(KeyJson.read(report("{\"key\": " + KeyJson.whole(key) + "}")))
                .isEqualTo(key);
    }

    @Test
    void whatIsNoReportIsSaidInOneLine() throws IOException {
        Path file = report("no JSON");
        assertThatThrownBy(() -> KeyJson.read(file))
                .hasMessage(file + " is no JSON; --against takes an AMI's id or a report of a bake.");
        Path gone = folder.resolve("gone.json");
        assertThatThrownBy(() -> KeyJson.read(gone))
                .hasMessageStartingWith(gone + " cannot be read: there is no such file");
        report("{}");
        assertThatThrownBy(() -> KeyJson.read(file)).hasMessageStartingWith(file + " has no bake key in it");
        report("{\"key\": {\"parts\": [{\"kind\": \"file\", \"name\": \"x\", \"digest\": \"y\"}]}}");
        assertThatThrownBy(() -> KeyJson.read(file)).hasMessageContaining("Not a digest of x: 'y'");
    }

    @Test
    void partsAreListedAndSecretsOnlyNamed() {
        assertThat(printed(text -> text.show(BakeKey.of(List.of(VERSION, TOKEN), List.of())))
                        .lines())
                .element(1, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .isEqualTo("  variable      version  \"1\"");
        assertThat(printed(text -> text.show(BakeKey.of(List.of(VERSION, TOKEN), List.of()))))
                .contains("  secret        token  (secret)", "Reusable");
    }

    @Test
    void aComparisonTellsWhatDiffersAndWhatFloats() {
        BakeKey before = BakeKey.of(List.of(VERSION), List.of());
        BakeKey after = BakeKey.of(List.of(NEWER, TOKEN), List.of(NGINX));
        assertThat(printed(text -> text.compare(after, before, "report.json")))
                .contains(
                        "2 part(s) differ:",
                        "  variable version changed: \"1\" -> \"2\"",
                        "  secret token added",
                        "  setup.sh:3: nginx has no version; pin it, or lock package versions",
                        "      apt-get install nginx");
    }

    @Test
    void theKeyForSecretsIsMadeOnceAndForItsOwnerAlone() throws IOException {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.toString());
        byte[] key = KeySecret.of(environment);
        assertThat(KeySecret.of(environment)).isEqualTo(key).hasSizeGreaterThan(31);
        assertThat(Files.getPosixFilePermissions(folder.resolve("ami-bakery/secret-key")))
                .hasSize(2);
    }

    @Test
    void aSharedKeyForSecretsMustNotBeGuessed() {
        assertThatThrownBy(() -> KeySecret.of(Map.of(KeySecret.VARIABLE, "short")))
                .hasMessage("AMI_BAKERY_SECRET_KEY has 5 characters; a key that nobody guesses has 16 or more.");
    }
}
