package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that somebody pastes who wants to know an image's packages. */
class ManifestLinesTest {
    @TempDir
    private Path folder;

    @Test
    void theLinesForJsonAreJsonWhoseCommandMakesAManifest() throws Exception {
        JsonNode lines = new ObjectMapper().readTree("{" + ManifestLines.of("packer/web.json") + "}");

        assertManifest(lines.at("/provisioners/0/inline/0").asText());
        assertThat(lines.at("/provisioners/1/destination").asText())
                .isEqualTo("{{user `image_manifests`}}/{{build_name}}.json");
    }

    @Test
    void theLinesForHclHaveTheSameCommand() throws Exception {
        String lines = ManifestLines.of("packer/web.pkr.hcl");

        assertManifest(
                lines.lines().filter(line -> line.contains("dpkg")).findFirst().orElseThrow());
        assertThat(ManifestLines.of("packer")).isEqualTo(lines);
    }

    private void assertManifest(String command) throws Exception {
        Path dpkg = Files.writeString(
                folder.resolve("dpkg-query"), "#!/bin/sh\nprintf 'bash\\t5.2\\nlibc6:amd64\\t2.36-9\\n'\n");
        assertThat(dpkg.toFile().setExecutable(true)).isTrue();
        Path manifest = folder.resolve("manifest.json");
        ProcessBuilder shell =
                new ProcessBuilder("/bin/sh", "-c", command.replace("/tmp/manifest.json", manifest.toString()));
        shell.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process run = shell.redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        assertThat(new ObjectMapper().readTree(manifest.toFile()))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"packages\": [{\"name\": \"bash\", \"version\": \"5.2\"},"
                                + " {\"name\": \"libc6:amd64\", \"version\": \"2.36-9\"}]}"));
    }
}
