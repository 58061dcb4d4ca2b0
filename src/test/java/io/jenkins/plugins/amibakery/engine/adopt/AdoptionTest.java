package io.jenkins.plugins.amibakery.engine.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that templates of one's own lack, and what is said of those that cannot have them. */
class AdoptionTest {
    private static final String FILTER = "\"source_ami_filter\": {\"owners\": [\"self\"]}";

    private static final String SOURCE = """
            source "amazon-ebs" "web" {
              ssh_username = "admin"
              source_ami_filter {
                owners = ["self"]
              }
            }
            """;

    @TempDir
    private Path folder;

    private AdoptedTemplate adopt(String name, String text, Step step) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Adoption.of(Path.of(name), folder, step);
    }

    private static List<String> lines(AdoptedTemplate adopted) {
        return adopted.findings().stream()
                .map(one -> one.sort().sign() + " " + one.text())
                .toList();
    }

    private static String after(AdoptedTemplate adopted) {
        return adopted.changes().get(0).after();
    }

    @Test
    void whatIsInsertedLeavesEveryOtherCharacterAsItIs() throws IOException {
        String json =
                "{\n\t\"builders\":   [ {\"type\": \"amazon-ebs\"} ],\n\t\"provisioners\": [\n\t\t{ \"type\": \"shell\" }\n\t]\n}";
        String adopted = after(adopt("own.json", json, Step.MANIFEST));
        assertThat(adopted)
                .contains(
                        "\t\"builders\":   [ {\"type\": \"amazon-ebs\"} ],\n", "\t\t{ \"type\": \"shell\" },\n\t\t{\n")
                .endsWith("\n\t\t}\n\t]\n}");
        String hcl = SOURCE + "build { # one\n  sources = [\"amazon-ebs.web\"]\n\n\n  /* two */\n}\n";
        assertThat(after(adopt("own.pkr.hcl", hcl, Step.LOCK)))
                .contains("build { # one\n  sources = [\"amazon-ebs.web\"]\n\n\n  /* two */\n")
                .contains("  ssh_username = \"admin\"\n  source_ami   = var.source_ami\n  source_ami_filter {");
    }

    @Test
    void linesEndAsThoseAroundThem() throws IOException {
        String json = "{\r\n  \"builders\": [{\"type\": \"amazon-ebs\"}]\r\n}\r\n";
        assertThat(after(adopt("own.json", json, Step.MANIFEST)).replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void aTemplateOnOneLineStaysOnOne() throws IOException {
        String json = "{\"variables\":{},\"builders\":[{\"type\":\"amazon-ebs\"," + FILTER + "}],\"provisioners\":[]}";
        AdoptedTemplate adopted = adopt("own.json", json, Step.LOCK);
        assertThat(after(adopted).lines()).hasSize(1);
        assertThat(after(adopted)).contains("\"source_ami\": \"{{user `source_ami`}}\", \"source_ami_filter\"");
        assertThat(adopted.diff()).contains("\n\\ No newline at end of file\n");
    }

    @Test
    void onlyBuildsThatCanTakePartDo() throws IOException {
        String builders = "{\"type\": \"amazon-ebs\", \"name\": \"a\"}, {\"type\": \"docker\"},"
                + " {\"type\": \"amazon-ebs\", \"name\": \"w\", \"communicator\": \"winrm\"}";
        AdoptedTemplate adopted = adopt("own.json", "{\"builders\": [" + builders + "]}", Step.MANIFEST);
        assertThat(after(adopted)).contains("\"only\": [\"a\"]");
        assertThat(lines(adopted))
                .contains(
                        "! build docker makes no AMI; it is left as it is",
                        "! build w is Windows, and the tools need a POSIX shell; it is left as it is");
    }

    @Test
    void aTemplateWithoutSuchBuildsGetsNothing() throws IOException {
        AdoptedTemplate adopted = adopt("own.json", "{\"builders\": [{\"type\": \"docker\"}]}", Step.LOCK);
        assertThat(adopted.isComplete()).isTrue();
        assertThat(lines(adopted)).containsExactly("! build docker makes no AMI; it is left as it is");
    }

    @Test
    void severalBuildsHaveBaseAmisOfTheirOwn() throws IOException {
        String builders = "{\"type\": \"amazon-ebs\", \"name\": \"a-1\", " + FILTER + "},\n"
                + "{\"type\": \"amazon-ebs\", \"name\": \"b\", \"source_ami\": \"ami-12345678\"},\n"
                + "{\"type\": \"amazon-ebs\", \"name\": \"c\", \"source_ami\": \"{{user `mine`}}\"}";
        AdoptedTemplate adopted = adopt("own.json", "{\"builders\": [" + builders + "]}", Step.LOCK);
        assertThat(after(adopted))
                .contains("\"source_ami_a_1\": \"\"", "\"source_ami\": \"{{user `source_ami_a_1`}}\"");
        assertThat(lines(adopted))
                .contains(
                        "+ builder a-1: source_ami, the locked base AMI",
                        "= builder b names its base AMI, ami-12345678",
                        "! builder c has no source_ami_filter of its own: a locked bake fails once its base AMI is another");
    }

    @Test
    void aDirectoryIsATemplateWhoseFilesEachGetTheirLines() throws IOException {
        Files.createDirectories(folder.resolve("packer"));
        Files.writeString(folder.resolve("packer/source.pkr.hcl"), SOURCE);
        Files.writeString(folder.resolve("packer/vars.pkr.hcl"), "variable \"version\" {}");
        Files.writeString(folder.resolve("packer/web.pkr.hcl"), "build { sources = [\"amazon-ebs.web\"] }\n");
        AdoptedTemplate adopted = Adoption.of(Path.of("packer"), folder, Step.LOCK);
        assertThat(adopted.changes())
                .extracting(change -> folder.relativize(change.file()).toString())
                .containsExactlyInAnyOrder(
                        "packer/source.pkr.hcl",
                        "packer/vars.pkr.hcl",
                        "packer/web.pkr.hcl",
                        "packer/lock-tool",
                        "packer/manifest-tool");
        assertThat(adopted.diff()).contains("+++ b/packer/vars.pkr.hcl\n@@ -1,1 +1,16 @@\n-variable");
    }

    @Test
    void eachBuildBlockGetsProvisioners() throws IOException {
        String builds = "build {\n  sources = [\"amazon-ebs.web\"]\n}\nbuild {\n  sources = [\"docker.x\"]\n}\n";
        AdoptedTemplate adopted = adopt("own.pkr.hcl", SOURCE + builds, Step.MANIFEST);
        assertThat(after(adopted).split("provisioner \"file\"")).hasSize(2);
        assertThat(lines(adopted))
                .contains(
                        "+ build of amazon-ebs.web: two last provisioners, which record packages and download the manifest");
    }

    @Test
    void rootNeedsNoSudo() throws IOException {
        String hcl = SOURCE.replace("admin", "root") + "build {\n  sources = [\"amazon-ebs.web\"]\n}\n";
        assertThat(after(adopt("own.pkr.hcl", hcl, Step.LOCK)))
                .contains("\"env {{ .Vars }} sh '")
                .doesNotContain("sudo");
    }

    @Test
    void aScriptThatRemovesPackageListsIsNamed() throws IOException {
        Files.writeString(folder.resolve("clean.sh"), "apt-get clean\nrm -rf /var/lib/apt/lists/*\n");
        String provisioners = "{\"type\": \"shell\", \"script\": \"{{template_dir}}/clean.sh\"},"
                + " {\"type\": \"shell\", \"inline\": [\"dnf -y clean all\"]}, {\"type\": \"shell\", \"inline\": [\"dnf -y install clean\"]}";
        String json = "{\"builders\": [{\"type\": \"amazon-ebs\"}], \"provisioners\": [" + provisioners + "]}";
        assertThat(lines(adopt("own.json", json, Step.MANIFEST)))
                .filteredOn(line -> line.contains("removes the package lists"))
                .extracting(line -> line.split(" removes")[0])
                .containsExactly("! clean.sh:2", "! provisioner 2");
    }

    @Test
    void anAdoptedTemplateHasNothingToAddAndAnOldToolIsNamed() throws IOException {
        String json = "{\n  \"builders\": [{\"type\": \"amazon-ebs\", " + FILTER + "}]\n}\n";
        String adopted = after(adopt("own.json", json, Step.LOCK));
        Files.writeString(folder.resolve("manifest-tool"), ManifestTool.text());
        Files.writeString(folder.resolve("lock-tool"), "#!/bin/sh\n");
        AdoptedTemplate again = adopt("own.json", adopted, Step.LOCK);
        assertThat(again.isComplete()).isTrue();
        assertThat(lines(again))
                .containsExactly(
                        "= provisioner 1 takes package_lock",
                        "! lock-tool is not that of this version; 'ami-bakery lock-tool >lock-tool' renews it",
                        "= provisioner 5 downloads the image's manifest",
                        "= file manifest-tool",
                        "= builder amazon-ebs takes the locked base AMI");
    }

    @Test
    void aLockForARecordedTemplateGoesAroundWhatIsThere() throws IOException {
        String recorded =
                after(adopt("own.json", "{\n  \"builders\": [{\"type\": \"amazon-ebs\"}]\n}\n", Step.MANIFEST));
        String locked = after(adopt("own.json", recorded, Step.LOCK));
        assertThat(List.of("package_lock`", " pin ", " unpin ", "/manifest-tool", "\"download\""))
                .extracting(locked::indexOf)
                .isSorted()
                .doesNotContain(-1);
    }

    @Test
    void whatCannotBeChangedIsOneLine() {
        assertThatThrownBy(() -> adopt("own.pkr.json", "{\"build\": {}}", Step.LOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "own.pkr.json is HCL in JSON syntax, into which no lines can be inserted; write it as .pkr.hcl.");
        assertThatThrownBy(() -> adopt("own.pkr.hcl", "build {", Step.LOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("own.pkr.hcl")
                .hasMessageContaining("packer validate");
        assertThatThrownBy(() -> adopt("own.pkr.hcl", SOURCE, Step.LOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The template own.pkr.hcl has no build block.");
        assertThatThrownBy(() -> adopt("own.json", "{}", Step.LOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The template own.json has no builders.");
        assertThatThrownBy(() -> {
                    byte[] latin = "{\"builders\": [{\"type\": \"ü\"}]}".getBytes(StandardCharsets.ISO_8859_1);
                    Files.write(folder.resolve("latin.pkr.hcl"), latin);
                    Adoption.of(Path.of("latin.pkr.hcl"), folder, Step.LOCK);
                })
                .hasMessage("latin.pkr.hcl is not a text in UTF-8.");
    }

    @Test
    void differencesOfAnotherDirectorysTemplateAreThatDirectorys() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("own.json"), "{\n  \"builders\": [{\"type\": \"amazon-ebs\"}]\n}\n");
        AdoptedTemplate adopted = Adoption.of(folder.resolve("own.json"), elsewhere, Step.MANIFEST);
        assertThat(adopted.place()).isEqualTo(folder);
        assertThat(adopted.diff()).startsWith("--- a/own.json\n").contains("+++ b/manifest-tool\n");
    }
}
