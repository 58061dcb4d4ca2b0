package io.jenkins.plugins.amibakery.engine.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Floating;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a whole recipe is not pinned. */
class UnpinnedPartsTest {
    private static final String HCL = """
            source "amazon-ebs" "web" {
              region       = "us-west-2"
              ssh_username = "admin"
              source_ami_filter {
                filters     = { name = "al2023-ami-2023.*-x86_64" }
                owners      = ["amazon"]
                most_recent = true
              }
            }
            build {
              sources = ["source.amazon-ebs.web"]
              provisioner "shell" {
                execute_command = "sudo -n env {{ .Vars }} sh -eu {{ .Path }}"
                inline          = ["dnf install -y nginx"]
              }
            }
            """;

    @TempDir
    private Path folder;

    private KeyKitchen kitchen;

    @BeforeEach
    void prepare() {
        kitchen = new KeyKitchen(folder);
        kitchen.template = Path.of("web.pkr.hcl");
        kitchen.inputs.clear();
        kitchen.variableFiles.clear();
        kitchen.secrets.clear();
        kitchen.write("web.pkr.hcl", HCL);
    }

    private List<String> why() {
        return kitchen.key().floating().stream().map(Floating::why).toList();
    }

    @Test
    void theReleaseOfAmazonLinux2023SettlesItsPackages() {
        assertThat(why()).isEmpty();
        kitchen.replace("web.pkr.hcl", "\"dnf install -y nginx\"", "\"dnf upgrade -y --releasever=2023.5.20240819\"");
        assertThat(why()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "al2023-ami-2023.*-x86_64 | amzn2-ami-hvm-*",
                "al2023-ami-2023.*-x86_64 | al2023*",
                "\"amazon\" | \"123456789012\"",
                "dnf install -y nginx | dnf install -y nginx --releasever=latest",
                "dnf install -y nginx | dnf config-manager --add-repo https://example.com/1.2.3/x.repo\", \"dnf install -y nginx",
                "dnf install -y nginx | cp /tmp/x /etc/yum.repos.d/x.repo\", \"dnf install -y nginx",
                "dnf install -y nginx | dnf install -y spal-release\", \"dnf install -y nginx",
            })
    void anotherSystemReleaseOrRepositoryDoesNot(String before, String after) {
        kitchen.replace("web.pkr.hcl", before, after);
        assertThat(why()).contains("nginx has no version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"puppet-masterless", "chef-client", "salt-masterless", "our-own"})
    void whatAProvisionerDoesThatNoRuleKnowsIsNotKnown(String type) {
        kitchen.replace(
                "web.pkr.hcl", "provisioner \"shell\"", "provisioner \"" + type + "\" {\n}\nprovisioner \"shell\"");
        assertThat(kitchen.key().floating()).singleElement().satisfies(one -> {
            assertThat(one.why()).isEqualTo("no rule knows what a provisioner of the type " + type + " does");
            assertThat(one.place()).isEqualTo("web.pkr.hcl:12");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ .Vars }} {{ .Path }}",
                "chmod +x {{ .Path }}; {{ .Vars }} {{ .Path }}",
                "sudo -E bash '{{ .Path }}'",
                "echo 'packer' | sudo -S sh -c '{{ .Vars }} {{ .Path }}'",
                "echo 'packer' | {{.Vars}} sudo -E -S bash '{{.Path}}'",
            })
    void theWaysToRunAScriptAreKnown(String command) {
        kitchen.replace("web.pkr.hcl", "sudo -n env {{ .Vars }} sh -eu {{ .Path }}", command);
        assertThat(why()).isEmpty();
    }

    @Test
    void whatElseRunsAScriptIsNot() {
        kitchen.replace("web.pkr.hcl", "sudo -n env {{ .Vars }} sh -eu {{ .Path }}", "runner {{ .Path }}");
        assertThat(why()).containsExactly("no rule knows what runner does");
    }

    @Test
    void powerShellIsReadByTheLine() {
        kitchen.replace("web.pkr.hcl", "provisioner \"shell\"", "provisioner \"powershell\"");
        kitchen.replace("web.pkr.hcl", "dnf install -y nginx", "choco install git");
        assertThat(why()).containsExactly("git has no version");
    }

    @Test
    void whatComesAfterTheImageIsNoPartOfIt() {
        kitchen.replace(
                "web.pkr.hcl",
                "provisioner \"shell\"",
                "post-processor \"shell-local\" {\ninline = [\"terraform apply\"]\n}\nprovisioner \"shell\"");
        assertThat(why()).isEmpty();
    }
}
