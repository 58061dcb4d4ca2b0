package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into which regions a template copies, as far as it can be told; what cannot be told is never guessed. */
class CopyRegionsTest {
    @TempDir
    private Path directory;

    private Map<String, List<String>> json(String regions, Map<String, String> given, boolean defaults)
            throws IOException {
        return copies("t.json", """
                {"variables": {"copies": "eu-west-1,us-east-1", "none": null},
                 "builders": [{"type": "amazon-ebs", "name": "web", "ami_regions": %s},
                              {"type": "null", "name": "notes"}]}""".formatted(regions), given, defaults);
    }

    private Map<String, List<String>> hcl(String regions) throws IOException {
        return copies("t.pkr.hcl", """
                variable "copies" { default = ["eu-west-1", "us-east-1"] }
                source "amazon-ebs" "web" {
                  ami_regions = %s
                }
                build { sources = ["source.amazon-ebs.web"] }
                """.formatted(regions), Map.of(), true);
    }

    private Map<String, List<String>> copies(String name, String text, Map<String, String> given, boolean defaults)
            throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        return PackerTemplate.read(file, directory).copies(given, defaults);
    }

    @Test
    void plainListsAndVariablesAreRead() throws IOException {
        assertThat(json("[\"eu-west-1\"]", Map.of(), true))
                .isEqualTo(Map.of("web", List.of("eu-west-1"), "notes", List.of()));
        assertThat(json("\"{{user `copies`}}\"", Map.of(), true))
                .containsEntry("web", List.of("eu-west-1", "us-east-1"));
        assertThat(json("[\"{{user `copies`}}\"]", Map.of("copies", "ap-south-1"), false))
                .containsEntry("web", List.of("ap-south-1"));
        assertThat(hcl("[\"eu-west-1\", \"us-east-1\"]")).containsEntry("web", List.of("eu-west-1", "us-east-1"));
        assertThat(hcl("var.copies")).containsEntry("web", List.of("eu-west-1", "us-east-1"));
    }

    @Test
    void whatOnlyPackerCanEvaluateIsNotKnown() throws IOException {
        assertThat(json("[\"{{env `R`}}\"]", Map.of(), true)).containsEntry("web", List.of());
        assertThat(json("[\"{{user `none`}}\"]", Map.of(), true)).containsEntry("web", List.of());
        assertThat(json("\"{{user `copies`}}\"", Map.of(), false)).containsEntry("web", List.of());
        assertThat(hcl("concat(var.copies, [\"us-east-1\"])")).containsEntry("web", List.of());
        assertThat(hcl("[for r in var.copies : r]")).containsEntry("web", List.of());
    }
}
