package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCallTest {
    @TempDir
    private Path workspace;

    private Path control;

    @BeforeEach
    void template() throws IOException {
        control = workspace.resolve("ws@tmp/ami-bakery/img-1-00000000");
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"version": "", "password": "", "bake_id": "", "region": "eu-west-1"},
                 "builders": [{"type": "amazon-ebs", "region": "{{user `region`}}"}],
                 "post-processors": [{"type": "manifest"}]}
                """);
    }

    @Test
    void thePlanSaysAllThatHasToBeKnownLater() throws IOException {
        PlanAnswer plan = plan(Map.of("version", "1"), Map.of(), "1.6.6\n");

        assertThat(plan.refusal()).isNull();
        assertThat(plan.words())
                .startsWith("packer", "build")
                .contains("bake_id=img-1-00000000", "version=1")
                .endsWith("image.json");
        assertThat(plan.preparation()).isEmpty();
        assertThat(plan.regions()).containsExactly("eu-west-1");
        assertThat(plan.manifests())
                .containsExactly(workspace.resolve("packer-manifest.json").toString());
        assertThat(plan.recipe()).isEqualTo("image");
        assertThat(plan.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void aSecretIsInAFileOfOursAloneAndNowhereElse() throws IOException {
        PlanAnswer plan = plan(Map.of(), Map.of("password", "hunter2hunter2"), "Packer v1.16.0\n");

        assertThat(plan.words()).noneMatch(word -> word.contains("hunter2"));
        assertThat(plan.toString()).doesNotContain("hunter2");
        List<Path> files;
        try (Stream<Path> all = Files.walk(control)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).singleElement().satisfies(file -> {
            assertThat(Files.readString(file)).contains("hunter2hunter2");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(plan.words()).contains("-var-file=" + file);
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control)))
                .isEqualTo("rwx------");
    }

    private void opening(String setting) throws IOException {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"ssh_source_cidrs": null},
                 "builders": [{"type": "amazon-ebs", "region": "eu-west-1", %s}]}
                """.formatted(setting));
    }

    @Test
    void toWhomTheInstanceIsOpenIsFoundOutOnTheAgent() throws IOException {
        opening("\"communicator\": \"none\"");

        assertThat(plan(Map.of(), Map.of(), "1.6.6").words()).contains("ssh_source_cidrs=127.0.0.1/32");
    }

    @Test
    void aWayThatNobodyKnowsIsRefusedInOneLine() throws IOException {
        opening("\"ssh_bastion_host\": \"jump.example.com\"");

        assertThat(plan(Map.of(), Map.of(), "1.6.6").refusal())
                .contains("its ssh_bastion_host decides the way", "vars: [ssh_source_cidrs: 'ADDRESS/32']")
                .doesNotContain("\n");
        assertThat(plan(Map.of("ssh_source_cidrs", "0.0.0.0/0"), Map.of(), "1.6.6")
                        .words())
                .contains("ssh_source_cidrs=0.0.0.0/0");
    }

    @Test
    void planningAgainIsNoError() throws IOException {
        plan(Map.of(), Map.of(), "1.6.6");

        assertThat(plan(Map.of(), Map.of(), "1.6.6").refusal()).isNull();
    }

    @Test
    void whatTheTemplateDoesNotDeclareIsRefusedInOneLine() throws IOException {
        assertThat(plan(Map.of("verison", "1"), Map.of(), "1.6.6").refusal())
                .contains("'verison'", "did you mean 'version'?")
                .doesNotContain("\n");
    }

    @Test
    void aProgramThatIsNoPackerIsRefused() throws IOException {
        assertThat(plan(Map.of(), Map.of(), "cracklib-packer: usage").refusal())
                .contains(
                        "'packer' does not answer as packer does, but prints 'cracklib-packer: usage'.",
                        "Manage Jenkins, Tools");
    }

    @Test
    void keysGivenOutrightAreSetForPackerAndEveryOtherIdentityIsCleared() throws IOException {
        HashMap<String, String> environment = new HashMap<>(Map.of("AWS_PROFILE", "agents"));
        RemoteIdentity identity =
                new RemoteIdentity(null, "AKIAGIVEN", "given", null, null, null, null, 0, environment);

        PlanAnswer plan =
                new PlanCall(request(Map.of(), Map.of()), identity, lock("1.6.6")).invoke(workspace.toFile(), null);

        assertThat(plan.environment())
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIAGIVEN")
                .containsEntry("AWS_SECRET_ACCESS_KEY", "given")
                .containsEntry("AWS_PROFILE", "")
                .containsEntry("AWS_SESSION_TOKEN", "");
    }

    @Test
    void aLockedBakeWithoutItsLockFileIsRefusedInOneLine() throws IOException {
        assertThat(locked().refusal())
                .contains("There is no lock file", "image.lock.json")
                .doesNotContain("\n");
    }

    @Test
    void aLockedBakeByAnotherPackerIsRefusedByName() throws IOException {
        Files.writeString(workspace.resolve("image.lock.json"), """
                {"schema": 1, "packer": "1.9.4", "plugins": {}, "builds": {}}
                """);

        assertThat(locked().refusal()).contains("image.lock.json").contains("packer");
    }

    @Test
    void aTemplateThatAsksIsToldWhereToLeaveTheManifestsOfItsImages() throws IOException {
        Files.writeString(workspace.resolve("image.json"), """
                {"variables": {"image_manifests": ""}, "builders": [{"type": "amazon-ebs"}]}
                """);

        assertThat(plan(Map.of(), Map.of(), "1.6.6").words())
                .contains("image_manifests=" + control + "/image-manifests");
    }

    private PlanAnswer locked() throws IOException {
        RemoteLock lock = new RemoteLock(true, false, "1.6.6", "", control.toString());
        return new PlanCall(request(Map.of(), Map.of()), RemoteIdentity.ofEnvironment(new HashMap<>()), lock)
                .invoke(workspace.toFile(), null);
    }

    private PlanAnswer plan(Map<String, String> variables, Map<String, String> secrets, String version)
            throws IOException {
        RemoteIdentity identity = RemoteIdentity.ofEnvironment(new HashMap<>());
        return new PlanCall(request(variables, secrets), identity, lock(version)).invoke(workspace.toFile(), null);
    }

    private RemoteLock lock(String version) {
        return new RemoteLock(false, false, version, "", control.toString());
    }

    private static RemoteRequest request(Map<String, String> variables, Map<String, String> secrets) {
        return new RemoteRequest(
                "img-1-00000000",
                "packer",
                "image.json",
                new LinkedHashMap<>(variables),
                new LinkedHashMap<>(secrets),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                null,
                null,
                false,
                0,
                null,
                new LinkedHashMap<>(),
                60);
    }
}
