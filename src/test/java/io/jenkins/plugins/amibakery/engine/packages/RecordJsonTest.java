package io.jenkins.plugins.amibakery.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.InstalledPackage;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository;
import io.jenkins.plugins.amibakery.engine.model.PackageRepository.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {
    private static final String STATE = "ab".repeat(32);

    @TempDir
    private Path folder;

    private Path manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("web.json"), text);
    }

    @Test
    void packagesRepositoriesAndKeysAreReadAndAllElseIsPassedOver() throws Exception {
        ImageRecord record = RecordJson.manifest(manifest("""
                {"schema": 1, "files": {"/etc/x": {"sha256": "0"}}, "python": [{"name": "flask", "version": "3"}],
                 "packages": [{"name": "openssl", "version": "3-1", "architecture": "amd64", "candidate": "3-2", "suite": "s"}],
                 "repositories": [
                   {"kind": "apt", "uri": "http://a", "suite": "s", "components": ["main"], "architectures": ["amd64"],
                    "inRelease": "%1$s", "date": "then", "keys": ["/k"], "note": "n"},
                   {"kind": "rpm", "id": "own", "baseurl": "http://b", "releasever": "9", "revision": "7", "checksum": "%1$s"},
                   {"kind": "apk", "url": "http://c"}],
                 "keys": [{"name": "/k", "base64": "AAAA"}]}
                """.formatted(STATE))).orElseThrow();

        assertThat(record.packages()).containsExactly(new InstalledPackage("openssl", "3-1", "amd64", "3-2", "s"));
        assertThat(record.repositories())
                .containsExactly(
                        new PackageRepository(
                                Kind.APT,
                                "http://a",
                                "s",
                                List.of("main"),
                                List.of("amd64"),
                                STATE,
                                "then",
                                List.of("/k"),
                                "n"),
                        new PackageRepository(
                                Kind.RPM, "http://b", "own", List.of(), List.of(), STATE, "7", List.of(), ""),
                        new PackageRepository(Kind.APK, "http://c", "", List.of(), List.of(), "", "", List.of(), ""));
        assertThat(record.keysOf(record.repositories().get(0))).containsExactly("AAAA");
        assertThat(RecordJson.read(RecordJson.text(Map.of("web", record)))).isEqualTo(Map.of("web", record));
    }

    @Test
    void aManifestWithoutRepositoriesGivesNoRecord() throws Exception {
        assertThat(RecordJson.manifest(manifest("{\"packages\": [{\"name\": \"a\", \"version\": \"1\"}]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"repositories\": [{\"kind\": \"pip\"}]}",
                "{\"repositories\": [{\"kind\": \"apk\", \"checksum\": \"1\"}]}",
                "{\"repositories\": [3]}"
            })
    void aManifestOfSomethingElseIsOneLine(String text) throws IOException {
        Path file = manifest(text);

        assertThatThrownBy(() -> RecordJson.manifest(file))
                .isInstanceOf(IOException.class)
                .hasMessage("The repositories in the image's manifest " + file + " cannot be read");
    }

    @Test
    void moreThanAnImageHoldsIsRefused() {
        List<InstalledPackage> many = java.util.Collections.nCopies(20_001, new InstalledPackage("a", "1", "", "", ""));

        assertThatThrownBy(() -> new ImageRecord(many, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("20001");
        assertThatThrownBy(() -> new ImageRecord(List.of(), List.of(), Map.of("/k", "A".repeat(2_000_001))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InstalledPackage("a", "1".repeat(301), "", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
