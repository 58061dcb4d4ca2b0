package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.lockfile.SampleLock;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BaseImageQuery;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BakeKeysTest {
    private static final String HCL = """
            packer {
              required_plugins {
                amazon = { source = "github.com/hashicorp/amazon", version = ">= 1.2.0" }
              }
            }
            variable "size" { default = "t3.small" }
            variable "owners" { default = ["136693071363"] }
            variable "build" { default = "1" }
            locals {
              scripts = "${path.root}/scripts"
              marks   = { Build = var.build, Made = timestamp() }
              motd    = file("motd.txt")
            }
            data "amazon-ami" "debian" {
              filters     = { name = "debian-12-*" }
              owners      = var.owners
              most_recent = true
              region      = "us-west-2"
            }
            source "amazon-ebs" "web" {
              source_ami    = data.amazon-ami.debian.id
              instance_type = var.size
              ami_regions   = ["eu-west-1"]
              ami_name      = "web-${var.build}-${uuidv4()}"
              tags          = local.marks
            }
            build {
              name    = "shop"
              sources = ["source.amazon-ebs.web"]
              provisioner "shell" {
                scripts = ["${local.scripts}/all.sh", "${local.scripts}/${source.name}.sh"]
                environment_vars = ["MOTD=${local.motd}"]
              }
              provisioner "shell" {
                inline = [
                  "true",
                  "echo ${var.size}",
                ]
              }
            }
            """;

    @TempDir
    private Path folder;

    private KeyKitchen kitchen;

    @BeforeEach
    void prepare() {
        kitchen = new KeyKitchen(folder);
        kitchen.secrets.clear();
        kitchen.inputs.clear();
        kitchen.variableFiles.clear();
        kitchen.template = Path.of("recipe");
        kitchen.write("recipe/web.pkr.hcl", HCL);
        kitchen.write("recipe/motd.txt", "Hello\n");
        kitchen.write("recipe/scripts/all.sh", "true\n");
        kitchen.write("recipe/scripts/web.sh", "true\n");
    }

    private List<String> changes(Runnable change) {
        BakeKey before = kitchen.key();
        assertThat(before.floating()).isEmpty();
        change.run();
        BakeKey after = kitchen.key();
        assertThat(after.digest().equals(before.digest()))
                .isEqualTo(after.since(before).isEmpty());
        return after.since(before).stream().map(KeyChange::line).toList();
    }

    private int lineOf(String text) {
        return (int) kitchen.read("recipe/web.pkr.hcl")
                        .lines()
                        .takeWhile(line -> !line.contains(text))
                        .count()
                + 1;
    }

    @Test
    void hclNamesItsFilesByLocalsFunctionsAndTheSource() {
        assertThat(kitchen.key().parts().stream()
                        .filter(part -> part.kind() == KeyPart.Kind.FILE)
                        .map(KeyPart::name))
                .containsExactly("recipe/motd.txt", "recipe/scripts/all.sh", "recipe/scripts/web.sh");
    }

    @Test
    void hclTellsRegionsAndTheBaseOfItsDataSource() {
        kitchen.region = Optional.of(new Region("us-west-2"));
        KeyedBake bake = kitchen.keyed();
        assertThat(bake.targets())
                .containsExactly(BakeTarget.of("web", Set.of(new Region("us-west-2"), new Region("eu-west-1"))));
        assertThat(bake.baseImages().keySet())
                .extracting(BaseImageQuery::shown)
                .containsExactly("name=debian-12-* of 136693071363 in us-west-2");
    }

    @Test
    void formattingAndCommentsOfHclMeanNothing() {
        assertThat(changes(() -> kitchen.edit(
                        "recipe/web.pkr.hcl",
                        text -> "# A comment.\n" + text.replace("      ", "  ").replace(" = ", "   =   "))))
                .isEmpty();
    }

    @Test
    void labelsOfHclMayVary() {
        assertThat(changes(() -> kitchen.variables.put("build", "2"))).isEmpty();
    }

    @Test
    void aVariableOfHclCountsWhereverItComesFrom() {
        assertThat(changes(() -> kitchen.write("recipe/more.auto.pkrvars.hcl", "size = \"t3.large\"\n")))
                .containsExactly("variable size changed: \"t3.small\" -> \"t3.large\"");
        assertThat(changes(() -> kitchen.environment.put("PKR_VAR_size", "t3.nano")))
                .isEmpty();
        assertThat(changes(() -> {
                    kitchen.write("given.pkrvars.hcl", "size = \"t3.micro\"\n");
                    kitchen.variableFiles.add(Path.of("given.pkrvars.hcl"));
                }))
                .containsExactly("variable size changed: \"t3.large\" -> \"t3.micro\"");
        assertThat(changes(() -> kitchen.variables.put("size", "t3.xlarge")))
                .containsExactly("variable size changed: \"t3.micro\" -> \"t3.xlarge\"");
    }

    @Test
    void aLocalsTextCounts() {
        assertThat(changes(() -> kitchen.replace(
                        "recipe/web.pkr.hcl", "Build = var.build,", "Build = var.build, Team = \"shop\",")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("template local marks changed: ");
    }

    @Test
    void theLineOfAnInlineCommandIsThatOfTheTemplate() {
        kitchen.replace("recipe/web.pkr.hcl", "\"true\",", "\"true\",\n          \"apt-get install -y nginx\",");
        int line = lineOf("apt-get");
        assertThat(kitchen.key().floating())
                .containsExactly(new Floating(
                        "recipe/web.pkr.hcl",
                        line,
                        "apt-get install -y nginx",
                        "nginx has no version",
                        Settling.NOTHING));
    }

    @Test
    void theTimeOutsideOfLabelsFloats() {
        kitchen.replace("recipe/web.pkr.hcl", "MOTD=${local.motd}", "MADE=${timestamp()}");
        assertThat(kitchen.key().isReusable()).isFalse();
        assertThat(kitchen.key().floating())
                .first()
                .extracting(Floating::place)
                .isEqualTo("recipe/web.pkr.hcl:" + lineOf("MADE="));
    }

    @Test
    void aFileOnlyPackerCanNameFloats() {
        kitchen.replace("recipe/web.pkr.hcl", "${local.scripts}/all.sh", "${lower(var.size)}.sh");
        assertThat(kitchen.key().floating())
                .extracting(Floating::why)
                .containsExactly("only Packer can tell which file this names");
    }

    @Test
    void aLockOfPackageVersionsPinsPackages() {
        givesManifests();
        assertThat(kitchen.key().isReusable()).isFalse();
        kitchen.lock = Optional.of(SampleLock.lock());
        assertThat(kitchen.key().isReusable()).isTrue();
    }

    @Test
    void aLockWithoutPackageVersionsPinsNoPackage() {
        givesManifests();
        kitchen.lock = Optional.of(SampleLock.withoutPackages());
        assertThat(kitchen.key().floating()).extracting(Floating::settling).containsExactly(Settling.REPOSITORIES);
    }

    @Test
    void noLockPinsWhatATemplateWithoutManifestsInstalls() {
        kitchen.replace("recipe/web.pkr.hcl", "\"true\"", "\"apt-get install -y nginx\"");
        assertThat(kitchen.key().floating()).extracting(Floating::settling).containsExactly(Settling.NOTHING);
    }

    private void givesManifests() {
        kitchen.replace("recipe/web.pkr.hcl", "\"true\"", "\"apt-get install -y nginx\"");
        kitchen.edit("recipe/web.pkr.hcl", text -> text + "variable \"image_manifests\" {\n  default = \"m\"\n}\n");
    }

    @Test
    void aMissingFileIsSaidInOneLine() {
        kitchen.remove("recipe/scripts/web.sh");
        assertThatThrownBy(kitchen::key)
                .isInstanceOf(BakeFailedException.class)
                .hasMessageStartingWith("recipe/web.pkr.hcl: shop.provisioner 1 (shell), scripts, names '" + folder
                        + "/recipe/scripts/web.sh', which does not exist in " + folder
                        + ". Correct the path");
    }

    @Test
    void anInputPatternThatMatchesNothingIsAnError() {
        kitchen.inputs.add("app/**/*.py");
        assertThatThrownBy(kitchen::key)
                .hasMessageStartingWith("The inputs pattern 'app/**/*.py' matches no file in " + folder);
    }

    @Test
    void aLinkThatGoesAroundInCirclesIsToldAndNotFollowed() {
        kitchen.write("app/x.txt", "x");
        kitchen.link("app/again", ".");
        kitchen.inputs.add("app");
        assertThat(kitchen.key().parts()).extracting(KeyPart::name).contains("app/x.txt", "app/again");
    }

    @Test
    void playbooksBringTheirRolesAlong() {
        kitchen.write("ansible/site.yml", "- import_playbook: more.yml\n- hosts: all\n  roles: [web]\n");
        kitchen.write("ansible/more.yml", "- hosts: all\n  tasks: [{apt: {name: jq}}]\n");
        kitchen.write("ansible/unrelated.yml", "- hosts: all\n");
        kitchen.write("ansible/roles/web/tasks/main.yml", "- apt: {name: nginx=1.22.1-9}\n- pip: {name: flask}\n");
        kitchen.edit(
                "recipe/web.pkr.hcl",
                text -> text.replace(
                        "  provisioner \"shell\" {\n    inline",
                        "  provisioner \"ansible\" {\n    playbook_file = \"ansible/site.yml\"\n  }\n  provisioner \"shell\" {\n    inline"));
        BakeKey key = kitchen.key();
        assertThat(key.parts().stream()
                        .filter(part ->
                                part.kind() == KeyPart.Kind.FILE && part.name().startsWith("ansible"))
                        .map(KeyPart::name))
                .containsExactly(
                        "ansible/more.yml",
                        "ansible/roles/web/tasks/main.yml",
                        "ansible/site.yml",
                        "ansible/unrelated.yml");
        assertThat(key.floating())
                .extracting(Floating::place)
                .containsExactly(
                        "ansible/more.yml:2",
                        "ansible/roles/web/tasks/main.yml:1",
                        "ansible/roles/web/tasks/main.yml:2");
    }

    @Test
    void aBaseImageNamedByItsIdIsAskedForById() {
        kitchen.replace("recipe/web.pkr.hcl", "data.amazon-ami.debian.id", "\"ami-0123456789abcdef0\"");
        assertThat(kitchen.keyed().baseImages().keySet())
                .contains(BaseImageQuery.of(new Region("us-east-1"), new AmiId("ami-0123456789abcdef0")));
    }

    @Test
    void aSecretIsNowhereToBeSeen() {
        kitchen.replace("recipe/web.pkr.hcl", "echo ${var.size}", "curl -u x:${var.size} https://example.com/latest");
        kitchen.secrets.put("size", "hunter2-and-more");
        KeyedBake bake = kitchen.keyed();
        assertThat(bake.key().floating()).isNotEmpty();
        assertThat(bake.toString()).doesNotContain("hunter2");
    }

    @Test
    void aVarFileOutsideOfTheDirectoryIsTakenForASecret(@TempDir Path credentials) throws IOException {
        Path file = Files.writeString(credentials.resolve("pin.json"), "{\"size\": \"4711\"}");
        kitchen.variableFiles.add(file);
        KeyPart pin = kitchen.key().parts().stream()
                .filter(part -> part.name().equals("size"))
                .findFirst()
                .orElseThrow();
        assertThat(pin.kind()).isEqualTo(KeyPart.Kind.SECRET);
        assertThat(pin.shown()).isEmpty();
        assertThat(pin.digest()).isNotEqualTo(Sha256.of("4711"));
        kitchen.secretKey = "of another job's agents".getBytes(StandardCharsets.US_ASCII);
        assertThat(kitchen.key().parts()).doesNotContain(pin);
    }
}
