package io.jenkins.plugins.amibakery.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that somebody pastes who wants to know an image's packages. */
class ManifestLinesTest {
    private static final String COMMAND = "sudo sh /tmp/manifest-tool >/tmp/manifest.json";

    @TempDir
    private Path folder;

    @Test
    void theLinesForJsonAreJsonWhoseCommandMakesAManifest() throws Exception {
        JsonNode lines = new ObjectMapper().readTree("{" + ManifestLines.of("packer/web.json") + "}");

        assertThat(lines.at("/provisioners/0/source").asText()).isEqualTo("{{template_dir}}/manifest-tool");
        assertManifest(lines.at("/provisioners/1/inline/0").asText());
        assertThat(lines.at("/provisioners/2/destination").asText())
                .isEqualTo("{{user `image_manifests`}}/{{build_name}}.json");
    }

    @Test
    void theLinesForHclHaveTheSameCommand() {
        String lines = ManifestLines.of("packer/web.pkr.hcl");

        assertThat(lines).contains("inline = [\"" + COMMAND + "\"]", "${path.root}/manifest-tool");
        assertThat(ManifestLines.of("packer")).isEqualTo(lines);
    }

    private void assertManifest(String command) throws Exception {
        assertThat(command).isEqualTo(COMMAND);
        Path tool = Files.writeString(folder.resolve("manifest-tool"), ManifestTool.text());
        Files.createDirectories(folder.resolve("var/lib/dpkg"));
        Files.writeString(
                folder.resolve("var/lib/dpkg/status"),
                "Package: bash\nStatus: install ok installed\nVersion: 5.2\nArchitecture: amd64\n");
        Path manifest = folder.resolve("manifest.json");
        Process run = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        command.replace("sudo ", "")
                                .replace("/tmp/manifest-tool", tool + " --root " + folder)
                                .replace("/tmp/manifest.json", manifest.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        assertThat(new ObjectMapper().readTree(manifest.toFile()).get("packages"))
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"name\": \"bash\", \"version\": \"5.2\", \"architecture\": \"amd64\"}]"));
    }
}
