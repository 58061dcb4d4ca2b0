package io.jenkins.plugins.amibakery;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.build.ImageManifests;
import io.jenkins.plugins.amibakery.engine.lockfile.LockFiles;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.packer.PackerManifest;
import io.jenkins.plugins.amibakery.engine.packer.PackerTemplate;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFile;
import io.jenkins.plugins.amibakery.engine.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anyone who makes us read a file that is not theirs, such as one below JENKINS_HOME/secrets, does not read it in an error. */
@Tag("hostile")
class NothingQuotedTest {
    private static final String SECRET = "f3a9c07d5b1e84d2".repeat(16);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"a\": %s}",
                "{\"%1$s\": 1, \"%1$s\" 2}",
                "[\"%s",
                "%1$s: %1$s: %1$s",
                "%1$s: 1\n%1$s: 2",
                "- %s\n\t- x",
                "*%s",
                "!!%s x",
                "!<tag:yaml.org,2002:java.lang.%s> {}",
                "{{%s}}",
                "\"\\%s\"",
                "x = %s {"
            })
    void whatCannotBeParsedIsNotQuoted(String form) throws IOException {
        String text = form.formatted(SECRET);
        for (Map.Entry<String, Reading> reader : readers(text).entrySet()) {
            Optional<Throwable> thrown = thrown(reader.getValue());
            for (Throwable e = thrown.orElse(null); e != null; e = e.getCause()) {
                assertThat(String.valueOf(e.getMessage()))
                        .as(reader.getKey() + " of " + form)
                        .doesNotContain(SECRET.substring(0, 12));
            }
        }
    }

    @Test
    void whoeverReadsASecretSaysThatItIsNotWhatItShouldBe() throws IOException {
        Map<String, Reading> readers = readers(SECRET);
        // Of HCL that is not understood just less is known.
        readers.remove("HCL");
        for (Map.Entry<String, Reading> reader : readers.entrySet()) {
            assertThat(thrown(reader.getValue())).as(reader.getKey()).isPresent();
        }
    }

    private interface Reading {
        void read() throws IOException;
    }

    private Map<String, Reading> readers(String text) throws IOException {
        Map<String, Reading> readers = new LinkedHashMap<>();
        Path json = Files.writeString(directory.resolve("some.json"), text);
        Path hcl = Files.writeString(directory.resolve("some.pkr.hcl"), text);
        Path runway = Files.createDirectories(directory.resolve("deploy")).resolve("runway.yml");
        Files.writeString(runway, text);
        readers.put("manifest", () -> PackerManifest.lastRun(json, Instant.MIN));
        readers.put("lock", () -> LockFiles.find(json));
        readers.put("packages", () -> ImageManifests.packages(json));
        readers.put("template", () -> PackerTemplate.read(json, directory));
        readers.put("HCL", () -> PackerTemplate.read(hcl, directory));
        readers.put("YAML", () -> YamlText.mapping(text, "some.yml"));
        readers.put("runway.yml", () -> RunwayFile.read(deployment(runway), Map.of()));
        return readers;
    }

    private static DeployRequest deployment(Path runway) {
        return DeployRequest.of(DeployAction.PLAN, runway.resolveSibling(""), "dev")
                .build();
    }

    private static Optional<Throwable> thrown(Reading reading) {
        try {
            reading.read();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e);
        }
    }
}
