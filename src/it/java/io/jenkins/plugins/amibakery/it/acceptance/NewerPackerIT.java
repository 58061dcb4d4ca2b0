package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.model.ImageState;

/**
 * A current packer, whose plugins are files of their own: PACKER_NEW names the program, PACKER_PLUGIN_PATH the directory of its
 * plugins.
 */
@ExtendWith(BakeryExtension.class)
class NewerPackerIT {
    private static final String PROGRAM = System.getenv().getOrDefault("PACKER_NEW", "");
    private static final String PLUGINS = System.getenv().getOrDefault("PACKER_PLUGIN_PATH", "");
    private static final String MISSING =
            "No newer packer to test with: name one by PACKER_NEW, and the directory of its plugins by PACKER_PLUGIN_PATH";

    private static final String HCL = """
            packer {
              required_plugins {
                amazon = {
                  source  = "github.com/hashicorp/amazon"
                  version = ">= 1.2.0"
                }
              }
            }
            variable "region" {
              default = "us-west-2"
            }
            variable "ec2_endpoint" {
              default = ""
            }
            variable "subnet_id" {
              default = ""
            }
            variable "bake_id" {
              default = ""
            }
            source "amazon-ebs" "web" {
              region              = var.region
              custom_endpoint_ec2 = var.ec2_endpoint
              source_ami_filter {
                filters     = { name = "debian-12-amd64-*" }
                owners      = ["136693071363"]
                most_recent = true
              }
              instance_type = "t3.small"
              subnet_id     = var.subnet_id
              ssh_username  = "admin"
              ami_name      = "newer-reuse-${var.bake_id}"
              run_tags      = { "ami-bakery:bake-id" = var.bake_id }
              tags          = { "ami-bakery:bake-id" = var.bake_id }
            }
            build {
              sources = ["source.amazon-ebs.web"]
              provisioner "shell" {
                inline = ["echo baked"]
              }
              post-processor "provenance" {
                output_dir = "said"
              }
            }
            """;

    private final Bakery bakery;

    NewerPackerIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aToolInstallationOfANewerPackerBakesAnHclTemplate() {
        assumeItIsThere();
        Set<String> before = bakery.cloud().inventory();

        Build build = bakery.controller()
                .pipeline(
                        "newer", bakery.onAgent("""
                                sh 'cp -r "%s" .'
                                def amis = bakeAmi template: 'packer/img-mgr.pkr.hcl', vars: vars + [version: '0.2.0'],
                                    packer: 'newer', environment: [PACKER_PLUGIN_PATH: '%s', CHECKPOINT_DISABLE: '1']
                                echo "ID ${amis[0].id}"
                                """.formatted(Path.of("packer").toAbsolutePath(), PLUGINS)))
                .run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        String id = build.said("ID").get(0);
        assertThat(bakery.cloud().image(id).state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id);
        assertThat(build.bake().path("packerVersion").asText()).doesNotStartWith("1.6");
    }

    @Test
    void anHclTemplateWithRequiredPluginsIsReusedAndThePluginsVersionsAreInItsKey() {
        assumeItIsThere();
        Build first = hcl();
        assertThat(first.result()).as(first.log()).isEqualTo("SUCCESS");
        assertThat(keyOf("newer-reuse")).contains("<kind>PLUGIN</kind>").contains("github.com/hashicorp/amazon");

        Build second = hcl();
        assertThat(second.result()).as(second.log()).isEqualTo("SUCCESS");
        assertThat(second.said("ID")).isEqualTo(first.said("ID"));
        assertThat(second.log()).contains("Reused 1 AMI of bake newer-reuse-1-");
        showsPackersProvenance("/job/newer-reuse/amis/ami/" + first.said("ID").get(0) + "/");
    }

    private void showsPackersProvenance(String page) {
        Web web = bakery.controller().web();
        JsonNode one = web.json(page + "api/json").path("attestations").get(0);
        assertThat(one.path("packerProvenance").asText()).matches("[0-9a-f]{64}");
        assertThat(web.page(page)).contains("Packer's own provenance", "not checked by AMI Bakery");
        assertThat(web.page(page + "packerProvenance?name=" + one.path("name").asText()))
                .contains("\"packerBuilderType\": \"amazon-ebs\"");
    }

    /** The parts of the key of a job's only bake, as its history keeps them. */
    private String keyOf(String job) {
        Path bakes = bakery.controller().home().resolve("jobs").resolve(job).resolve("ami-bakery/bakes");
        try (Stream<Path> files = Files.list(bakes)) {
            Path details = files.filter(file -> file.toString().endsWith(".details.xml"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(details);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Build hcl() {
        return bakery.controller()
                .pipeline("newer-reuse", bakery.onAgent("""
                        writeFile file: 'small.pkr.hcl', text: '''%s'''
                        def amis = bakeAmi template: 'small.pkr.hcl', vars: vars, reuse: true, recipe: 'newer-reuse',
                            packer: 'newer', environment: [PACKER_PLUGIN_PATH: '%s', CHECKPOINT_DISABLE: '1']
                        echo "ID ${amis[0].id}"
                        """.formatted(HCL, PLUGINS)))
                .run();
    }

    private void assumeItIsThere() {
        if (PROGRAM.isEmpty() || PLUGINS.isEmpty()) {
            System.out.println("SKIPPED: " + MISSING);
        }
        assumeTrue(!PROGRAM.isEmpty() && !PLUGINS.isEmpty(), MISSING);
        install(Path.of(PROGRAM).toAbsolutePath().getParent());
    }

    private void install(Path home) {
        bakery.controller().script("""
                        def type = io.jenkins.plugins.amibakery.config.PackerInstallation
                        def installation = type.getConstructors()[0].newInstance('newer', '%s', [])
                        jenkins.model.Jenkins.get().getDescriptor(type).setInstallations(installation)""".formatted(home));
    }
}
