package io.jenkins.plugins.amibakery.engine.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.build.PackerTold;
import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.lockfile.LockUse;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first half of a bake, the same for both front ends. */
class PlanBakeTest {
    @TempDir
    private Path workspace;

    private final FakeCloud cloud = new FakeCloud();
    private Path scratch;
    private LockUse.Mode mode = LockUse.Mode.NONE;

    @BeforeEach
    void template() throws IOException {
        scratch = workspace.resolve("ws@tmp/ami-bakery/img-1-00000000");
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"version": "", "password": "", "bake_id": "", "region": "eu-west-1"},
                 "builders": [{"type": "amazon-ebs", "region": "{{user `region`}}", "ami_regions": ["us-east-1"]}],
                 "post-processors": [{"type": "manifest"}]}
                """);
    }

    @Test
    void thePlanSaysAllThatHasToBeKnownLater() throws Exception {
        Files.writeString(workspace.resolve("packer-manifest.json"), "{\"builds\": [], \"last_run_uuid\": \"u0\"}");
        cloud.time = Optional.of(Instant.ofEpochMilli(5_000));
        cloud.programEnvironment.put("AWS_PROFILE", "");

        PlannedBake plan = plan(Map.of("version", "1"), Map.of(), "1.6.6\n");

        assertThat(plan.words())
                .startsWith("packer", "build")
                .contains("bake_id=img-1-00000000", "version=1")
                .endsWith("image.json");
        assertThat(plan.directory()).isEqualTo(workspace.toString());
        assertThat(plan.preparation()).isEmpty();
        assertThat(plan.environment()).containsEntry("AWS_PROFILE", "");
        assertThat(plan.regions()).containsExactly("eu-west-1");
        String manifest = workspace.resolve("packer-manifest.json").toString();
        assertThat(plan.manifests().files()).containsExactly(manifest);
        assertThat(plan.manifests().runsBefore()).containsEntry(manifest, "u0");
        assertThat(plan.recipe()).isEqualTo("image");
        assertThat(plan.digest()).matches("[0-9a-f]{64}");
        assertThat(plan.known().beginning()).isEqualTo(5_000);
        assertThat(plan.known().copies()).containsEntry("amazon-ebs", List.of("us-east-1"));
    }

    @Test
    void theRegionIsTheUsersElseTheTemplatesElseTheIdentitys() throws Exception {
        cloud.region = Optional.of(new Region("ap-south-1"));

        assertThat(plan(Map.of("region", "us-west-2"), Map.of(), "1.6.6").regions())
                .containsExactly("us-west-2");
        assertThat(plan(Map.of(), Map.of(), "1.6.6").regions()).containsExactly("eu-west-1");
        Files.writeString(workspace.resolve("image.json"), "{\"builders\": [{\"type\": \"amazon-ebs\"}]}");
        assertThat(plan(Map.of(), Map.of(), "1.6.6").regions()).containsExactly("ap-south-1");
        cloud.region = Optional.empty();
        assertThat(plan(Map.of(), Map.of(), "1.6.6").regions()).isEmpty();
    }

    @Test
    void aSecretIsInAFileOfOursAloneAndNowhereElse() throws Exception {
        PlannedBake plan = plan(Map.of(), Map.of("password", "hunter2hunter2"), "Packer v1.16.0\n");

        assertThat(plan.words()).noneMatch(word -> word.contains("hunter2"));
        assertThat(plan.toString()).doesNotContain("hunter2");
        List<Path> files;
        try (Stream<Path> all = Files.walk(scratch)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).singleElement().satisfies(file -> {
            assertThat(Files.readString(file)).contains("hunter2hunter2");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(plan.words()).contains("-var-file=" + file);
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scratch)))
                .isEqualTo("rwx------");
    }

    private void opening(String setting) throws IOException {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"ssh_source_cidrs": null},
                 "builders": [{"type": "amazon-ebs", "region": "eu-west-1", %s}]}
                """.formatted(setting));
    }

    @Test
    void toWhomTheInstanceIsOpenIsFoundOut() throws Exception {
        opening("\"communicator\": \"none\"");

        assertThat(plan(Map.of(), Map.of(), "1.6.6").words()).contains("ssh_source_cidrs=127.0.0.1/32");
    }

    @Test
    void aWayThatNobodyKnowsIsRefusedInOneLine() throws Exception {
        opening("\"ssh_bastion_host\": \"jump.example.com\"");

        refused(() -> plan(Map.of(), Map.of(), "1.6.6"), "its ssh_bastion_host decides the way");
        assertThat(plan(Map.of("ssh_source_cidrs", "0.0.0.0/0"), Map.of(), "1.6.6")
                        .words())
                .contains("ssh_source_cidrs=0.0.0.0/0");
    }

    @Test
    void planningAgainIsNoError() throws Exception {
        PlannedBake first = plan(Map.of(), Map.of(), "1.6.6");

        assertThat(plan(Map.of(), Map.of(), "1.6.6")).isEqualTo(first);
    }

    @Test
    void whatTheTemplateDoesNotDeclareIsRefusedInOneLine() {
        refused(() -> plan(Map.of("verison", "1"), Map.of(), "1.6.6"), "'verison'");
    }

    @Test
    void aProgramThatIsNoPackerIsRefused() {
        refused(
                () -> plan(Map.of(), Map.of(), "cracklib-packer: usage"),
                "'packer' does not behave like packer; it prints 'cracklib-packer: usage'");
    }

    @Test
    void aLockedBakeWithoutItsLockFileIsRefusedInOneLine() {
        mode = LockUse.Mode.KEEP;

        refused(() -> plan(Map.of(), Map.of(), "1.6.6"), "image.lock.json");
    }

    @Test
    void aLockedBakeByAnotherPackerIsRefusedByName() throws Exception {
        mode = LockUse.Mode.KEEP;
        Files.writeString(workspace.resolve("image.lock.json"), """
                {"schema": 1, "packer": "1.9.4", "plugins": {}, "builds": {}}
                """);

        refused(() -> plan(Map.of(), Map.of(), "1.6.6"), "image.lock.json");
    }

    @Test
    void aTemplateThatAsksIsToldWhereToLeaveTheManifestsOfItsImages() throws Exception {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"image_manifests": ""}, "builders": [{"type": "amazon-ebs"}]}
                """);

        assertThat(plan(Map.of(), Map.of(), "1.6.6").words())
                .contains("image_manifests=" + scratch + "/image-manifests");
    }

    @Test
    void aTemplateOfPluginsWantsThemFirst() throws Exception {
        Files.writeString(workspace.resolve("image.pkr.hcl"), """
                packer {
                  required_plugins {
                    amazon = {
                      source  = "github.com/hashicorp/amazon"
                      version = "1.3.2"
                    }
                  }
                }
                source "null" "x" {
                  communicator = "none"
                }
                build {
                  sources = ["source.null.x"]
                }
                """);
        BakeRequest request = BakeRequest.of("img-1-00000000", "image.pkr.hcl").build();
        Workplace here = new Workplace(workspace, Map.of());

        assertThat(new PrepareBake(request, told("1.16.0").version())
                        .run(here, cloud)
                        .words())
                .startsWith("packer", "init");
        assertThat(new PrepareBake(
                                BakeRequest.of("b", "none.json").build(),
                                told("1.16.0").version())
                        .run(here, cloud)
                        .words())
                .isEmpty();
    }

    private static void refused(ThrowingCallable plan, String what) {
        assertThatThrownBy(plan)
                .isInstanceOf(BakeFailedException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(what).doesNotContain("\n"));
    }

    private static PackerTold told(String version) {
        return PackerTold.read("packer", version, "");
    }

    private PlannedBake plan(Map<String, String> variables, Map<String, String> secrets, String version)
            throws IOException, InterruptedException {
        BakeRequest request = BakeRequest.of("img-1-00000000", "image.json")
                .variables(variables)
                .secretVariables(secrets)
                .build();
        return new PlanBake(request, told(version), new LockUse(mode, "", scratch.toString()))
                .run(new Workplace(workspace, Map.of()), cloud);
    }
}
