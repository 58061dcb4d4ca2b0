package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.PackerProvenance;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What packer's own provenance is taken of, and what only looks like it. */
class ProvenanceFilesTest {
    private static final String NAME = "amazon-ebs.mitchellh.amazonebs-eu-west-1_ami-0164ebeea2a2dff98_us-west-2_"
            + "ami-e287f92819794485a.provenance.json";
    private static final BakedAmi AMI = ami("us-west-2", "ami-e287f92819794485a");
    private static final byte[] SAID = Recorded.bytes("packer-1.16.0-json-provenance.json");

    @TempDir
    private Path folder;

    private final List<String> refused = new ArrayList<>();

    private static BakedAmi ami(String region, String id) {
        return BakedAmi.named("amazon-ebs", new Region(region), new AmiId(id));
    }

    private List<PackerProvenance> found(BakedAmi... amis) {
        return ProvenanceFiles.of(List.of(folder, folder.resolve("gone")), List.of(amis), refused::add);
    }

    @Test
    void whatPackerWroteIsTakenByteByByteForEachRegionsAmi() throws IOException {
        Files.write(folder.resolve(NAME), SAID);

        BakedAmi copy = ami("eu-west-1", "ami-0164ebeea2a2dff98");
        PackerProvenance one = found(AMI, copy).get(0);

        assertThat(one.text().getBytes(StandardCharsets.UTF_8)).isEqualTo(SAID);
        assertThat(one.isOf(AMI.region(), AMI.id())).isTrue();
        assertThat(one.isOf(copy.region(), copy.id())).isTrue();
        assertThat(one.isOf(copy.region(), AMI.id())).isFalse();
        assertThat(refused).isEmpty();
    }

    @Test
    void whereThePostProcessorIsMissingNothingIsFoundAndNothingSaid() {
        assertThat(found(AMI)).isEmpty();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon-ebs.mitchellh.amazonebs-us-west-2_ami-e287f92819794485b.provenance.json",
                "amazon-ebs.mitchellh.amazonebs-eu-west-1_ami-e287f92819794485a.provenance.json",
                "amazon-ebs.mitchellh.amazonebs-us-west-2_ami-e287f92819794485a0.provenance.json",
                "amazon-ebs.mitchellh.amazonebs-us-west-2_ami-e287f92819794485a.sbom.att.json"
            })
    void aFileOfAnythingElseIsLeftAlone(String name) throws IOException {
        Files.write(folder.resolve(name), SAID);

        assertThat(found(AMI)).isEmpty();
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"not JSON,it is not valid JSON.", "[],it is not a JSON object.", "{} {},it is not valid JSON."})
    void whatIsNoJsonObjectIsRefusedInOneLine(String text, String why) throws IOException {
        Files.writeString(folder.resolve(NAME), text);

        assertThat(found(AMI)).isEmpty();
        assertThat(refused).containsExactly("Packer's own provenance " + NAME + " is not taken: " + why);
    }

    @Test
    void whatIsNoTextIsRefused() throws IOException {
        Files.write(folder.resolve(NAME), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});

        assertThat(found(AMI)).isEmpty();
        assertThat(refused).singleElement().asString().endsWith("it is not valid JSON.");
    }

    @Test
    void oneThatIsLargerThanAMebibyteIsNotReadToItsEnd() throws IOException {
        Files.writeString(folder.resolve(NAME), "{\"a\":\"" + "x".repeat(1 << 20) + "\"}");

        assertThat(found(AMI)).isEmpty();
        assertThat(refused).singleElement().asString().endsWith("it is larger than 1 MiB.");
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.write(folder.resolve("secrets.json"), SAID);
        Files.createSymbolicLink(folder.resolve(NAME), elsewhere);

        assertThat(found(AMI)).isEmpty();
        assertThat(refused).singleElement().asString().endsWith("it is not a regular file.");
    }

    @Test
    void whatPackerWouldNotCallItIsNone() {
        assertThatThrownBy(() -> new PackerProvenance("../x.provenance.json", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PackerProvenance("x.json", "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTemplateTellsWhereInBothLanguages() throws IOException {
        Path json = Files.writeString(folder.resolve("t.json"), """
                {"variables": {"place": "out"}, "builders": [], "post-processors": ["provenance",
                 {"type": "provenance", "output_dir": "{{user `place`}}/said"}]}
                """);
        Path hcl = Files.writeString(folder.resolve("t.pkr.hcl"), """
                build {
                  sources = []
                  post-processor "provenance" {}
                  post-processors {
                    post-processor "provenance" { output_dir = "out/said" }
                  }
                }
                """);
        for (Path template : List.of(json, hcl)) {
            assertThat(PackerTemplate.read(template, folder).provenanceDirectories(folder, Map.of()))
                    .extracting(Path::normalize)
                    .containsExactlyInAnyOrder(folder, folder.resolve("out/said"));
        }
    }
}
