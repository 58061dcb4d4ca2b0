package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.amibakery.engine.command.CommandLine;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakeRequest;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackerCommandsTest {
    private static final PackerVersion OLD = new PackerVersion(1, 6, 6);
    private static final PackerVersion NEW = new PackerVersion(1, 16, 0);

    private static BakeRequest.Builder request(String template) {
        return BakeRequest.of("bake-1", Path.of(template)).directory(Path.of("run"));
    }

    private static CommandLine build(BakeRequest request) {
        return PackerCommands.build(request, OLD, request.variables(), Optional.empty(), Map.of());
    }

    @Test
    void aPlainBuildHasOnlyWhatEveryBuildHas() {
        CommandLine command = build(request("t.json").build());

        assertThat(command.words()).containsExactly("packer", "build", "-machine-readable", "-color=false", "t.json");
        assertThat(command.environment())
                .isEqualTo(Map.of("CHECKPOINT_DISABLE", "1", "PACKER_NO_COLOR", "1", "HCP_PACKER_REGISTRY", "off"));
        assertThat(command.directory()).isEqualTo(Path.of("run"));
    }

    @Test
    void everythingAskedForHasItsWordAndTheTemplateIsLast() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("version", "1.0 beta");
        variables.put("a", "x=y, z");
        BakeRequest request = request("img.pkr.hcl")
                .packer("/opt/packer")
                .variableFiles(List.of(Path.of("a.json"), Path.of("b.json")))
                .only(Set.of("amazon-ebs.web"))
                .force(true)
                .parallelBuilds(2)
                .build();

        CommandLine command = PackerCommands.build(
                request, NEW, variables, Optional.of(Path.of("/tmp/s.json")), Map.of("AWS_REGION", "us-west-2"));

        assertThat(command.words())
                .containsExactly(
                        "/opt/packer",
                        "build",
                        "-machine-readable",
                        "-color=false",
                        "-force",
                        "-parallel-builds=2",
                        "-only=amazon-ebs.web",
                        "-var",
                        "version=1.0 beta",
                        "-var",
                        "a=x=y, z",
                        "-var-file=a.json",
                        "-var-file=b.json",
                        "-var-file=/tmp/s.json",
                        "img.pkr.hcl");
        assertThat(command.environment()).containsEntry("AWS_REGION", "us-west-2");
    }

    @Test
    void exceptionsAreGivenAsGiven() {
        assertThat(build(request("t.json").except(Set.of("worker")).build()).words())
                .contains("-except=worker");
    }

    @Test
    void validatingTakesNoColorAsPackersValidateKnowsNone() {
        BakeRequest request = request("t.json").only(Set.of("web")).force(true).build();

        assertThat(PackerCommands.validate(request, OLD, Map.of("a", "b"), Optional.empty(), Map.of())
                        .words())
                .containsExactly("packer", "validate", "-machine-readable", "-only=web", "-var", "a=b", "t.json");
    }

    @Test
    void secretsAreMaskedAndAmongNoWords() {
        BakeRequest request = request("t.json")
                .secretVariables(Map.of("password", "s3cr3t,x"))
                .build();

        CommandLine command = build(request);

        assertThat(command.secrets()).containsExactly("s3cr3t,x");
        assertThat(command.words()).noneMatch(word -> word.contains("s3cr3t"));
    }

    @Test
    void aSecretThatIsAnEverydayWordStopsNoBake() {
        BakeRequest request = request("t.json")
                .secretVariables(Map.of("a", "build", "b", "t.json", "c", "real-secret"))
                .build();

        assertThat(build(request).secrets()).containsExactly("real-secret");
    }

    @ParameterizedTest
    @CsvSource({"-force, ./-force", "--help, ./--help", "'', .", "web, web", "/t.json, /t.json"})
    void aTemplateIsNeverTakenForAFlag(String template, String word) {
        assertThat(build(request(template).build()).words()).endsWith(word);
    }

    @Test
    void theEnvironmentGivenWins() {
        CommandLine command = PackerCommands.build(
                request("t.json").build(), NEW, Map.of(), Optional.empty(), Map.of("HCP_PACKER_REGISTRY", "on"));

        assertThat(command.environment()).containsEntry("HCP_PACKER_REGISTRY", "on");
    }

    @Test
    void pluginsAreInstalledByPackersThatHaveSome() {
        BakeRequest request = request("img.pkr.hcl").build();

        assertThat(PackerCommands.init(request, NEW).words())
                .containsExactly("packer", "init", "-machine-readable", "img.pkr.hcl");
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> PackerCommands.init(request, OLD))
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.PACKER_TOO_OLD))
                .withMessageContaining("from 1.7 on; this is 1.6.6");
    }

    @Test
    void theVersionIsAskedWithoutCallingHome() {
        CommandLine command = PackerCommands.version("/opt/packer", Path.of("."));

        assertThat(command.words()).containsExactly("/opt/packer", "--version");
        assertThat(command.environment()).containsEntry("CHECKPOINT_DISABLE", "1");
    }
}
