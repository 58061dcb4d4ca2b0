package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are wrong, and input that is: one line, and nothing was started. */
@Timeout(120)
class MainTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream before = System.err;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bake", "why", "lock", "deploy"})
    void aCommandWithoutWhatItNeedsIsUsage(String command) {
        assertThat(Main.run(command)).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("Usage: ami-bakery " + command);
    }

    @Test
    void anUnknownWordIsUsage() {
        assertThat(Main.run("brew")).isEqualTo(ExitCode.USAGE);
        assertThat(Main.run("bake", "--fast", "t.json")).isEqualTo(ExitCode.USAGE);
        assertThat(said()).contains("brew", "--fast");
    }

    @Test
    void aTemplateThatIsNotThereIsOneLineBeforePackerIsAsked() throws IOException {
        Path asked = directory.resolve("asked");
        PlayedPacker packer = new PlayedPacker(directory).of("touch '" + asked + "'; echo 1.6.6");

        assertThat(Main.run(
                        "bake", "--cloud", "aws", "--packer", packer.program().toString(), directory + "/no-such.json"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(said()).contains("ami-bakery: ", "no-such.json").doesNotContain("\tat ");
        assertThat(asked).doesNotExist();
    }

    @Test
    void whyWantsAPackerToo() throws IOException {
        Path template = Files.writeString(directory.resolve("t.json"), "{\"builders\": [{\"type\": \"null\"}]}");

        assertThat(Main.run("why", "--cloud", "aws", "--packer", "/no/such/packer", template.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(said()).contains("Cannot run '/no/such/packer'").doesNotContain("\tat ");
    }

    @Test
    void whyReadsTheReportThatItComparesWithFirst() throws IOException {
        Path template = Files.writeString(directory.resolve("t.json"), "{\"builders\": [{\"type\": \"null\"}]}");
        Path report = Files.writeString(directory.resolve("report.json"), "{\"amis\": []}");

        assertThat(Main.run(
                        "why",
                        "--cloud",
                        "aws",
                        "--packer",
                        "/no/such/packer",
                        "--against",
                        report.toString(),
                        template.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(said()).contains("report.json").doesNotContain("Cannot run", "\tat ");
    }

    @Test
    void aSecretThatTheEnvironmentHasNotIsNamedByItsOption() throws IOException {
        Path template = Files.writeString(directory.resolve("t.json"), "{\"builders\": [{\"type\": \"null\"}]}");

        assertThat(Main.run("bake", "--cloud", "aws", "--secret-var", "db=NO_SUCH_VARIABLE_HERE", template.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(said())
                .contains("ami-bakery: --secret-var db: the environment has no variable 'NO_SUCH_VARIABLE_HERE'");
    }

    @Test
    void aRegionThatIsNoneIsNamed() throws IOException {
        Path template = Files.writeString(directory.resolve("t.json"), "{\"builders\": [{\"type\": \"null\"}]}");

        assertThat(Main.run("bake", "--cloud", "aws", "--region", "mars", template.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(said()).contains("'mars'").doesNotContain("\tat ");
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
