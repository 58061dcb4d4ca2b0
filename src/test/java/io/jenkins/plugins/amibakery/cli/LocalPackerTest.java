package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.packer.PackerCommands;
import io.jenkins.plugins.amibakery.engine.packer.PackerPlugins;
import io.jenkins.plugins.amibakery.engine.packer.PackerVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Short questions to a packer on this machine, and what the doctor makes of the answers. */
@Timeout(60)
class LocalPackerTest {
    private static final String AMAZON =
            "/root/.config/packer/plugins/github.com/hashicorp/amazon/packer-plugin-amazon_v1.3.2_x5.0_linux_amd64";

    @TempDir
    private Path directory;

    private final Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "STAGE", "bake");

    @ParameterizedTest
    @CsvSource({"1.6.6, 1.6.6", "Packer v1.16.0, 1.16.0", "1.10.0-dev, 1.10.0"})
    void aVersionIsReadInEachFormThatPackersPrint(String printed, String version) throws Exception {
        played("echo '" + printed + "'");

        assertThat(packer().version(program(), directory).toString()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo 1.6.6; exit 1", "exit 0", "echo no version", "yes | head -c 200000", "kill -9 $$"})
    void aProgramThatDoesNotAnswerAsPackerDoesIsNamedInOneLine(String script) throws Exception {
        played(script);

        assertThatThrownBy(() -> packer().version(program(), directory))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("'" + program() + "' does not behave like packer")
                .satisfies(
                        e -> assertThat(e.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n"));
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> packer().version("no-such-packer", directory))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageContaining("Cannot run 'no-such-packer': No such file or directory");
    }

    @Test
    void aPackerThatHasItsPluginsInItselfIsNotAskedForThem() throws Exception {
        played("echo called >> asked");

        PackerPlugins plugins = packer().plugins(program(), new PackerVersion(1, 7, 10), directory);

        assertThat(plugins).isEqualTo(PackerPlugins.NONE);
        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void theNewestPluginOfEachCounts() throws Exception {
        played("echo '" + AMAZON + "'; echo '" + AMAZON.replace("1.3.2", "1.10.0") + "'; echo warning: x");

        PackerPlugins plugins = packer().plugins(program(), new PackerVersion(1, 16, 0), directory);

        assertThat(plugins.versions()).containsOnlyKeys("github.com/hashicorp/amazon");
        assertThat(plugins.versions().get("github.com/hashicorp/amazon")).containsExactly("v1.10.0", "v1.3.2");
    }

    @Test
    void itGetsTheEnvironmentAndNothingElseOfThisOne() throws Exception {
        played("echo \"1.6.6 $STAGE ${HOME-no home} $CHECKPOINT_DISABLE\"");

        assertThat(CommandOutput.to(PackerCommands.version(program(), directory), environment)
                        .text())
                .isEqualTo("1.6.6 bake no home 1\n");
    }

    @Test
    void theDoctorFindsAPackerGoodThatIsNewEnoughAndHasItsPlugin() throws Exception {
        played("case $1 in --version) echo 1.16.0;; plugins) echo '" + AMAZON + "';; esac");

        List<DoctorCheck> checks = examined();

        assertThat(check(checks, "packer").verdict()).isEqualTo(DoctorCheck.Verdict.GOOD);
        assertThat(check(checks, "packer's amazon plugin").verdict()).isEqualTo(DoctorCheck.Verdict.GOOD);
    }

    @Test
    void theDoctorMissesThePluginOfAPackerThatNeedsOne() throws Exception {
        played("case $1 in --version) echo 1.16.0;; esac");

        DoctorCheck plugin = check(examined(), "packer's amazon plugin");

        assertThat(plugin.verdict()).isEqualTo(DoctorCheck.Verdict.BAD);
        assertThat(plugin.remedy()).isEqualTo("run: packer plugins install github.com/hashicorp/amazon");
    }

    @Test
    void theDoctorFindsAPackerThatIsTooOldWrong() throws Exception {
        played("echo 1.5.9");

        DoctorCheck packer = check(examined(), "packer");

        assertThat(packer.verdict()).isEqualTo(DoctorCheck.Verdict.BAD);
        assertThat(packer.finding()).contains("1.5.9").contains("too old");
        assertThat(packer.line()).startsWith("FAIL     packer: ").contains(" -> install ");
    }

    @Test
    void theDoctorGoesOnWhereNothingIsInstalled() throws Exception {
        List<DoctorCheck> checks = doctor().examine("/no/such/packer", "/no/such/runway");

        assertThat(check(checks, "packer").verdict()).isEqualTo(DoctorCheck.Verdict.BAD);
        assertThat(check(checks, "runway").verdict())
                .as("only who deploys needs it")
                .isEqualTo(DoctorCheck.Verdict.MISSING);
        assertThat(check(checks, "java").verdict()).isEqualTo(DoctorCheck.Verdict.GOOD);
    }

    @Test
    void aRunwayThatIsAnotherProgramIsWrong() throws Exception {
        played("echo 'the catwalk'");

        DoctorCheck runway = check(doctor().examine("/no/such/packer", program()), "runway");

        assertThat(runway.verdict()).isEqualTo(DoctorCheck.Verdict.BAD);
        assertThat(runway.finding()).contains("does not print its version");
    }

    private List<DoctorCheck> examined() throws Exception {
        return doctor().examine(program(), "/no/such/runway");
    }

    /** In a cloud that refuses every connection. */
    private Doctor doctor() {
        return new Doctor(new CliEnvironment(
                Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "AWS_ACCESS_KEY_ID",
                        "AKIA",
                        "AWS_SECRET_ACCESS_KEY",
                        "x",
                        "AWS_MAX_ATTEMPTS",
                        "1"),
                Optional.empty(),
                Optional.of("http://127.0.0.1:1"),
                Map.of(),
                Optional.empty()));
    }

    private static DoctorCheck check(List<DoctorCheck> checks, String subject) {
        return checks.stream()
                .filter(check -> check.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + subject + " in " + checks));
    }

    private void played(String script) throws IOException {
        new PlayedPacker(directory).of(script);
    }

    private String program() {
        return new PlayedPacker(directory).program().toString();
    }

    private LocalPacker packer() {
        return new LocalPacker(environment);
    }
}
