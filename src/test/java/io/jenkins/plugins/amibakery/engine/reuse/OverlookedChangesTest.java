package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.packages.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of change that a reader of templates overlooks: each of them makes another key, and what means nothing makes none. */
class OverlookedChangesTest {
    private static final String SOURCE = """
            source "amazon-ebs" "web" {
              region        = "us-west-2"
              source_ami    = "ami-0aaaaaaaaaaaaaaaa"
              instance_type = "t3.small"
              ami_name      = "web-{{timestamp}}"
            }
            """;

    private static final String BUILDER =
            "\"type\":\"amazon-ebs\",\"region\":\"us-west-2\",\"source_ami\":\"ami-0aaaaaaaaaaaaaaaa\",\"ami_name\":\"web-{{timestamp}}\"";

    @TempDir
    private Path folder;

    private KeyKitchen kitchen;

    @BeforeEach
    void prepare() {
        kitchen = new KeyKitchen(folder);
        kitchen.secrets.clear();
        kitchen.inputs.clear();
        kitchen.variableFiles.clear();
        kitchen.environment.clear();
    }

    private void hcl(String text) {
        kitchen.template = Path.of("web.pkr.hcl");
        kitchen.write("web.pkr.hcl", SOURCE + text);
    }

    private void json(String text) {
        kitchen.write("web.json", text);
    }

    private boolean differs(Runnable change) {
        String before = kitchen.key().digest();
        change.run();
        return !kitchen.key().digest().equals(before);
    }

    @Test
    void provisionersOfADynamicBlockDecideTheImage() {
        hcl("""
                variable "hardened" {
                  default = true
                }
                build {
                  sources = ["source.amazon-ebs.web"]
                  dynamic "provisioner" {
                    for_each = var.hardened ? [1] : []
                    labels   = ["shell"]
                    content {
                      script = "harden.sh"
                    }
                  }
                }
                """);
        kitchen.write("harden.sh", "true\n");
        assertThat(kitchen.key().isReusable()).isTrue();
        assertThat(differs(() -> kitchen.write("harden.sh", "false\n"))).isTrue();
        assertThat(differs(() -> kitchen.variables.put("hardened", "false"))).isTrue();
        kitchen.write("harden.sh", "apt-get install -y jq\n");
        assertThat(kitchen.key().floating()).extracting(Floating::place).containsExactly("harden.sh:1");
    }

    @Test
    void valuesThatAreGivenToJsonAreTemplatesToo() {
        json("""
                {"variables": {"track": "stable", "release": ""},
                 "builders": [{%s}],
                 "provisioners": [{"type": "shell", "inline": ["echo $R"], "environment_vars": ["R={{user `release`}}"]}]}""".formatted(BUILDER));
        kitchen.write("v.json", "{\"release\": \"{{user `track`}}-1\"}");
        kitchen.variableFiles.add(Path.of("v.json"));
        assertThat(kitchen.key().parts()).extracting(KeyPart::shown).contains("\"stable-1\"");
        assertThat(differs(() -> kitchen.variables.put("track", "beta"))).isTrue();
    }

    @Test
    void theEnvironmentInATextOfHclDecides() {
        hcl("""
                variable "commit" {
                  default = "${env("APP_COMMIT")}"
                }
                build {
                  sources = ["source.amazon-ebs.web"]
                  provisioner "shell" {
                    inline = ["echo ${var.commit}"]
                  }
                }
                """);
        assertThat(differs(() -> kitchen.environment.put("APP_COMMIT", "111"))).isTrue();
        assertThat(differs(() -> kitchen.environment.put("APP_COMMIT", "222"))).isTrue();
        assertThat(differs(() -> kitchen.environment.put("OTHER", "222"))).isFalse();
    }

    @Test
    void aRoleDecidesWhereverItsPathIsSaid() {
        json(
                "{\"builders\": [{%s}], \"provisioners\": [{\"type\": \"ansible\", \"playbook_file\": \"playbooks/web.yml\"}]}"
                        .formatted(BUILDER));
        kitchen.write("playbooks/web.yml", "- hosts: all\n  roles: [ntp]\n");
        kitchen.write("ansible.cfg", "[defaults]\nroles_path = shared\n");
        kitchen.write("shared/ntp/tasks/main.yml", "- debug: {msg: one}\n");
        assertThat(differs(() -> kitchen.write("shared/ntp/tasks/main.yml", "- debug: {msg: two}\n")))
                .isTrue();
        kitchen.template = Path.of("sub/web.json");
        kitchen.write("sub/web.json", kitchen.read("web.json"));
        assertThat(differs(() -> kitchen.write("shared/ntp/tasks/main.yml", "- debug: {msg: three}\n")))
                .isTrue();
    }

    @Test
    void whatRunsOnThisMachineMayReadTheWholeCheckout() {
        json("""
                {"builders": [{%s}], "provisioners": [{"type": "shell-local", "inline": ["./gen.sh > motd"]},
                 {"type": "file", "source": "motd", "destination": "/tmp/motd"}]}""".formatted(BUILDER));
        kitchen.write("gen.sh", "echo one\n");
        kitchen.write("motd", "one\n");
        assertThat(differs(() -> kitchen.write("gen.sh", "echo two\n"))).isTrue();
        kitchen.template = Path.of("sub/web.json");
        kitchen.write("sub/web.json", kitchen.read("web.json"));
        assertThat(differs(() -> kitchen.write("lib/anything", "x"))).isTrue();
        kitchen.environment.put("MOTD_STYLE", "plain");
        assertThat(differs(() -> kitchen.write("gen.sh", "echo $MOTD_STYLE\n"))).isTrue();
        assertThat(differs(() -> kitchen.environment.put("MOTD_STYLE", "bold"))).isTrue();
        assertThat(differs(() -> kitchen.environment.put("BUILD_NUMBER", "7"))).isFalse();
    }

    @Test
    void aProgramThatReadsTheWholeEnvironmentIsNotKnown() {
        json("{\"builders\": [{%s}], \"provisioners\": [{\"type\": \"shell-local\", \"inline\": [\"env > motd\"]}]}"
                .formatted(BUILDER));
        assertThat(kitchen.key().floating())
                .extracting(Floating::why)
                .contains("it reads the environment without naming variables");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat ~/.config/word > motd",
                "cat $HOME/word > motd",
                "git rev-parse HEAD > motd",
                "cat /etc/hostname > motd",
                "cat ../word > motd",
                "env > motd",
                "./gen.sh > motd"
            })
    void whatReadsOutsideOfTheCheckoutIsNotKnown(String command) {
        json("{\"builders\": [{%s}], \"provisioners\": [{\"type\": \"shell-local\", \"inline\": [\"%s\"]}]}"
                .formatted(BUILDER, command));
        kitchen.write("gen.sh", "#!/bin/sh\ngit describe; cat ~/.word\n");
        assertThat(kitchen.key().floating())
                .isNotEmpty()
                .extracting(Floating::settling)
                .contains(Settling.NOTHING);
    }

    @Test
    void aFileThatAVariableNamesCounts(@TempDir Path elsewhere) throws IOException {
        json(
                "{\"builders\": [{%s}], \"provisioners\": [{\"type\": \"shell-local\", \"inline\": [\"cat $WORDS > motd\"]}]}"
                        .formatted(BUILDER));
        Path words = Files.writeString(elsewhere.resolve("words"), "one");
        kitchen.environment.put("WORDS", words.toString());
        assertThat(differs(() -> {
                    try {
                        Files.writeString(words, "two");
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }))
                .isTrue();
    }

    @Test
    void onlyTheFirstPlainRedirectionIsTheBakesOwn() {
        json("""
                {"builders": [{%s}], "provisioners": [{"type": "shell-local", "inline": ["./gen.sh > site/motd"]},
                 {"type": "file", "source": "site/motd", "destination": "/tmp/motd", "generated": true}]}""".formatted(BUILDER));
        kitchen.write("gen.sh", "echo one\n");
        kitchen.write("site/x", "x");
        assertThat(differs(() -> kitchen.write("site/motd", "one\n"))).isFalse();
        kitchen.replace("web.json", "./gen.sh > site/motd", "[ ! -f flag ] || ./gen.sh > site/motd");
        assertThat(differs(() -> kitchen.write("site/motd", "two\n"))).isTrue();
    }

    @Test
    void aSourceInABuildHasTheSameLabels() {
        hcl("""
                variable "build_number" {
                  default = "1"
                }
                build {
                  source "amazon-ebs.web" {
                    name     = "plain"
                    ami_name = "x-{{timestamp}}"
                    tags     = { Build = var.build_number }
                  }
                }
                """);
        assertThat(kitchen.key().isReusable()).isTrue();
        assertThat(differs(() -> kitchen.variables.put("build_number", "2"))).isFalse();
    }

    @Test
    void aBuildersNameIsTheOneThatPackerSees() {
        json("{\"variables\": {\"app\": \"shop\"}, \"builders\": [{%s, \"name\": \"{{user `app`}}-web\"}]}"
                .formatted(BUILDER));
        kitchen.only = Set.of("shop-web");
        assertThat(kitchen.keyed().targets())
                .containsExactly(BakeTarget.of("shop-web", Set.of(new Region("us-west-2"))));
        kitchen.only = Set.of("other");
        assertThat(kitchen.key().floating())
                .extracting(Floating::why)
                .containsExactly("it selects no build, so there is no image whose key this could be");
    }

    @Test
    void sourcesInALocalAreKnown() {
        hcl("locals {\n  targets = [\"source.amazon-ebs.web\"]\n}\nbuild {\n  sources = local.targets\n}\n");
        assertThat(kitchen.keyed().targets()).containsExactly(BakeTarget.of("web", Set.of(new Region("us-west-2"))));
        assertThat(kitchen.key().isReusable()).isTrue();
    }

    @Test
    void sourcesThatOnlyPackerCanTellAreSaid() {
        hcl("""
                build {
                  dynamic "source" {
                    for_each = toset(["a", "b"])
                    labels   = ["amazon-ebs.web"]
                    content {
                      name = source.value
                    }
                  }
                }
                """);
        assertThat(kitchen.key().floating())
                .extracting(Floating::why)
                .containsExactly("only Packer can tell which sources it builds");
    }

    @Test
    void aTextIsAListWhereCommasStand() {
        json(
                "{\"variables\": {\"copies\": \"us-west-2,eu-west-1\"}, \"builders\": [{%s, \"ami_regions\": \"{{user `copies`}}\"}]}"
                        .formatted(BUILDER));
        assertThat(kitchen.keyed().targets())
                .containsExactly(BakeTarget.of("amazon-ebs", Set.of(new Region("us-west-2"), new Region("eu-west-1"))));
        assertThat(kitchen.key().isReusable()).isTrue();
    }

    @Test
    void packerFmtMeansNothing() {
        String plain = """
                build {
                sources = ["source.amazon-ebs.web"]
                provisioner "shell" {
                environment_vars = ["A=1","B=2"]
                inline = ["true",
                "echo a  b"] # two
                max_retries = 1+2
                }
                provisioner "file" {
                source = "x"
                destination = "/x"
                override = {web={pause_before="1s",timeout = "2s"}}
                }
                }
                """;
        String formatted = """
                build {
                  sources = ["source.amazon-ebs.web"]
                  provisioner "shell" {
                    environment_vars = ["A=1", "B=2"]
                    inline = [
                      "true",
                      "echo a  b",
                    ]
                    max_retries = 1 + 2
                  }
                  provisioner "file" {
                    source      = "x"
                    destination = "/x"
                    override = {
                      web = {
                        pause_before = "1s"
                        timeout      = "2s"
                      }
                    }
                  }
                }
                """;
        kitchen.write("x", "x");
        hcl(plain);
        BakeKey before = kitchen.key();
        hcl(formatted);
        assertThat(kitchen.key().since(before)).isEmpty();
        hcl(formatted.replace("echo a  b", "echo a b"));
        assertThat(kitchen.key().since(before)).hasSize(1);
    }

    @Test
    void whatAnAddressServesIsPartOfTheKey() {
        hcl("""
                build {
                  sources = ["source.amazon-ebs.web"]
                  provisioner "shell" {
                    inline = ["curl -fsSLo /tmp/agent.deb https://example.com/latest/agent.deb", "dpkg -i /tmp/agent.deb"]
                  }
                }
                """);
        assertThat(kitchen.key().floating()).extracting(Floating::why).containsExactly("it fetches the latest version");
        String address = "https://example.com/latest/agent.deb";
        kitchen.addresses.put(address, new Addresses.Answer("", "cannot be asked: it answers 503"));
        assertThat(kitchen.key().floating())
                .extracting(Floating::why)
                .containsExactly("it fetches the latest version, and " + address + " cannot be asked: it answers 503");
        kitchen.addresses.put(address, new Addresses.Answer("etag 1", ""));
        BakeKey before = kitchen.key();
        assertThat(before.isReusable()).isTrue();
        kitchen.addresses.put(address, new Addresses.Answer("etag 2", ""));
        assertThat(kitchen.key().since(before))
                .extracting(io.jenkins.plugins.amibakery.engine.model.KeyChange::line)
                .containsExactly("address " + address + " changed: etag 1 -> etag 2");
    }

    @Test
    void aBlockThatNobodyKnowsCounts() {
        hcl("build {\n  sources = [\"source.amazon-ebs.web\"]\n}\n");
        assertThat(differs(() -> kitchen.edit("web.pkr.hcl", text -> text + "novelty \"x\" {\n  size = 1\n}\n")))
                .isTrue();
        assertThat(differs(() -> kitchen.replace("web.pkr.hcl", "size = 1", "size = 2")))
                .isTrue();
    }

    @Test
    void theSecondWorkspaceOfAJobHasTheSameRecipe() {
        assertThat(List.of("job", "job@2", "job@14"))
                .map(name -> io.jenkins.plugins.amibakery.engine.model.RecipeName.of(
                        folder.resolve(name).resolve(".")))
                .containsOnly("job");
    }

    @Test
    void anIndexSettlesWhatPipInstallsUnlessSomethingSetsPip() {
        String install = "{\"variables\":{\"image_manifests\":\"m\"},\"builders\":[{" + BUILDER
                + "}],\"provisioners\":[{\"type\":\"shell\",\"inline\":[\"pip install flask\"]}]}";
        json(install);
        assertThat(settlings()).containsExactly(Settling.PYTHON);
        kitchen.write("etc/pip.conf", "");
        assertThat(settlings()).containsExactly(Settling.LOCK);
        kitchen.remove("etc/pip.conf");
        json(install.replace("\"inline\"", "\"environment_vars\":[\"PIP_PRE=1\"],\"inline\""));
        assertThat(settlings()).containsExactly(Settling.LOCK);
    }

    private List<Settling> settlings() {
        return kitchen.key().floating().stream().map(Floating::settling).toList();
    }

    @Test
    void aFolderThatIsUploadedCountsWhateverIsIgnored() {
        json("{\"builders\":[{" + BUILDER
                + "}],\"provisioners\":[{\"type\":\"file\",\"source\":\"site/\",\"destination\":\"/tmp/\"}]}");
        kitchen.write(".bakeignore", "site/\n");
        kitchen.write("site/a", "1");
        assertThat(differs(() -> kitchen.write("site/a", "2"))).isTrue();
        assertThat(differs(() -> kitchen.write("site/b", "1"))).isTrue();
    }

    @Test
    void whatAVariableOfTheEnvironmentLeadsToCounts() {
        folder = folder.resolve("checkout");
        prepare();
        json("{\"builders\":[{" + BUILDER
                + "}],\"provisioners\":[{\"type\":\"shell-local\",\"command\":\"cat $WORDS >motd\"}]}");
        kitchen.environment.put("WORDS", "../words");
        kitchen.write("../words", "1");
        assertThat(differs(() -> kitchen.write("../words", "2"))).isTrue();
    }

    @Test
    void whatTheBakeryItselfRemembersIsNoInput() {
        json("{\"builders\":[{" + BUILDER + "}]}");
        kitchen.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        kitchen.write("state/other", "1");
        assertThat(differs(() -> kitchen.write("state/ami-bakery/reports/1.json", "{}")))
                .isFalse();
        assertThat(differs(() -> kitchen.write("state/other", "2"))).isTrue();
    }

    @Test
    void filesThatMakeAFolderARoleDecideWhereAnsibleLooks() {
        folder = folder.resolve("checkout");
        prepare();
        json("{\"builders\":[{" + BUILDER
                + "}],\"provisioners\":[{\"type\":\"ansible\",\"playbook_file\":\"play.yml\"}]}");
        kitchen.write("play.yml", "- hosts: all\n  tasks:\n  - include_vars: more.yml\n");
        assertThat(differs(() -> kitchen.write("../meta/main.yml", "{}"))).isTrue();
    }
}
