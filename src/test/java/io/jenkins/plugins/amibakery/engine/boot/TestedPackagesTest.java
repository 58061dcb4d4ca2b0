package io.jenkins.plugins.amibakery.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.amibakery.engine.packages.ManifestTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestedPackagesTest {
    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"", "pacman\nbash\t5\tx\n", "dpkg\nbash 5 amd64\n", "dpkg\nbash\t5\tamd64\t'; reboot\n"})
    void whatIsNoListOfPackagesIsNone(String text) throws Exception {
        assertThat(TestedPackages.read(Consoles.packed(text))).isEmpty();
        assertThat(TestedPackages.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void aListThatUnpacksBeyondAllMeasureIsNone() throws Exception {
        assertThat(TestedPackages.read(Consoles.packed("dpkg\n" + "a\t1\tx\n".repeat(100_000))))
                .isEmpty();
    }

    @Test
    void theTestListsWhatTheManifestToolLists() throws Exception {
        assumeTrue(Files.isRegularFile(Path.of("/var/lib/dpkg/status")), "not a machine with dpkg");
        String script = TestScript.of(
                new TestAmi("ami-0123456789abcdef0", "us-west-2", "t", "", "", "", "", "", 120, 900), new byte[0]);
        Matcher functions =
                Pattern.compile("(?s)\npackages\\(\\) \\{.*?\n}\n.*?\n}\n").matcher(script);
        assertThat(functions.find()).isTrue();

        String end = run("cd " + place + "\nLC_ALL=C\nexport LC_ALL\n" + functions.group() + "made\n");
        Optional<TestedPackages> made = TestedPackages.read(Files.readAllBytes(place.resolve("told-packages")));

        assertThat(made).isPresent();
        assertThat(end)
                .isEqualTo("manifest made " + made.get().packages().size() + " "
                        + made.get().digest() + "\n");
        Path tool = Files.writeString(place.resolve("tool"), ManifestTool.text());
        List<List<String>> listed = new ArrayList<>();
        Matcher one = Pattern.compile("\\{\"name\":\"(.*?)\",\"version\":\"(.*?)\",\"architecture\":\"(.*?)\"}")
                .matcher(run("sh " + tool + " --installed"));
        while (one.find()) {
            listed.add(List.of(one.group(1), one.group(2), one.group(3)));
        }
        assertThat(made.get().packages()).containsExactlyInAnyOrderElementsOf(listed);
    }

    private static String run(String script) throws IOException {
        return new String(
                new ProcessBuilder("sh", "-c", script).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
