package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What packer's post-processor {@code provenance} leaves is no input of the next bake, and nothing else is taken for it. */
class ProvenanceKeyTest {
    private static final String FILE = "web.mitchellh.amazonebs-us-west-2_ami-0aaaaaaaaaaaaaaaa.provenance.json";

    private KeyKitchen kitchen;

    @BeforeEach
    void recipe(@TempDir Path folder) {
        kitchen = new KeyKitchen(folder);
        kitchen.variableFiles.clear();
        kitchen.secrets.clear();
        kitchen.inputs.clear();
        kitchen.write("web.json", """
                {"builders": [{"type": "amazon-ebs", "name": "web", "region": "us-west-2", "ami_name": "a",
                   "source_ami": "ami-0bbbbbbbbbbbbbbbb", "ssh_username": "admin"}],
                 "post-processors": ["provenance", {"type": "provenance", "output_dir": "said"}]}
                """);
    }

    private List<String> changedBy(String... files) {
        var before = kitchen.key();
        for (String file : files) {
            kitchen.write(file, "{}");
        }
        return kitchen.key().since(before).stream().map(KeyChange::line).toList();
    }

    @Test
    void whatItWritesDoesNotCountNorDoesTheDirectoryMadeForIt() {
        assertThat(changedBy(FILE, "said/" + FILE, "said/" + FILE.replace("provenance", "sbom.att")))
                .isEmpty();
    }

    @Test
    void aFileOfAnotherNameOrPlaceCounts() {
        assertThat(changedBy("said/motd")).anyMatch(line -> line.startsWith("file said/motd added"));
        assertThat(changedBy("said/motd.provenance.json", "site/" + FILE))
                .anyMatch(line -> line.startsWith("file said/motd.provenance.json added"))
                .anyMatch(line -> line.startsWith("file site/" + FILE + " added"));
    }

    @Test
    void withoutThePostProcessorItIsAFileAsAnyOther() {
        kitchen.edit("web.json", text -> text.replace("\"provenance\"", "\"checksum\""));

        assertThat(changedBy(FILE)).anyMatch(line -> line.startsWith("file " + FILE + " added"));
    }
}
