package io.jenkins.plugins.amibakery.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.Commands.Said;
import io.jenkins.plugins.amibakery.engine.cloud.FakeFleet;
import io.jenkins.plugins.amibakery.engine.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that somebody else holds may say anything. */
class InstanceLookTest {
    private static InstanceLook of(String output) {
        return InstanceLook.of(new Said("", output));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"look\": 2, \"count\": 0}",
                "{\"look\": 1}",
                "{\"look\": 1, \"count\": \"0\", \"problem\": \"\"}",
                "{\"look\": 1, \"count\": 0, \"problem\": \"\", \"manifest\": \"abc\"}",
                "{\"look\": 1, \"count\": 0, \"problem\": \"\", \"manifest\":",
                "cat: /etc/shadow"
            })
    void whatIsNoAnswerToTheLookTellsNothing(String output) {
        InstanceLook look = of(output);

        assertThat(look.problem()).isEqualTo("what it said is no answer to the look");
        assertThat(look.lacksManifest()).isNotEmpty();
        assertThat(look.passwords()).isNull();
        assertThat(look.login()).isNull();
    }

    @Test
    void textsOfAnInstanceAreMadeHarmless() {
        InstanceLook look =
                of(FakeFleet.look("\"count\": 1, \"first\": [[\"file\", \"added\", \"/etc/\\u001b[2J\\n\\u00e9"
                        + "x".repeat(500) + "\", \"\"]], \"passwords\": [\"\\u0007root\"]"));

        assertThat(look.first())
                .startsWith("file added: /etc/?[2J??xx")
                .hasSizeLessThan(230)
                .matches("[ -~]+");
        assertThat(look.passwords()).containsExactly("?root");
    }

    @Test
    void anImageWithoutManifestSaysSo() {
        assertThat(of("{\"look\": 1, \"count\": 0, \"problem\": \"missing\"}").lacksManifest())
                .isEqualTo("its image has no manifest (/etc/ami-bakery/manifest.json)");
        assertThat(of("{\"look\": 1, \"count\": 0, \"problem\": \"large\"}").lacksManifest())
                .contains("larger than 64 MB");
        assertThat(of("{\"look\": 1, \"count\": 0, \"problem\": \"foreign\"}").lacksManifest())
                .contains("another form");
    }

    @Test
    void packagesThatNobodyTellsAreNotKnownAndNoDifference() {
        InstanceLook look = of(FakeFleet.look("\"count\": 1, \"first\": [[\"package\", \"unknown\", \"\", \"\"]]"));

        assertThat(look.packagesKnown()).isFalse();
        assertThat(look.count()).isZero();
    }

    @Test
    void askedForItsManifestAloneAnInstanceComparesNothing(@TempDir Path root) throws Exception {
        Path manifest = Files.createDirectories(root.resolve("etc/ami-bakery")).resolve("manifest.json");
        Files.writeString(
                manifest,
                "{\"schema\": 1, \"excluded\": [], \"files\": {\"/etc/gone\": {}}, \"packages\": [], \"packageManager\": \"dpkg\"}");

        InstanceLook look = of(run(InstanceLook.manifestScript(), root));

        assertThat(look.manifest()).isEqualTo(Sha256.of(Files.readString(manifest)));
        assertThat(look.count()).isZero();
        assertThat(of(run(InstanceLook.script(List.of(), ""), root)).count()).isPositive();
    }

    @Test
    void anInstanceWithoutManifestIsComparedWithThePackagesThatATestListed(@TempDir Path root) throws Exception {
        Path dpkg = Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.writeString(
                dpkg.resolve("status"),
                "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nMaintainer: x\nVersion: 5.2\nDescription: a\n\n");
        String bash = "{\"name\":\"bash\",\"version\":\"%s\",\"architecture\":\"amd64\"}";
        String list = "{\"packageManager\":\"dpkg\",\"packages\":[" + bash + "]}";

        InstanceLook same = of(run(InstanceLook.script(List.of(), list.formatted("5.2")), root));
        InstanceLook other = of(run(InstanceLook.script(List.of(), list.formatted("5.1")), root));

        assertThat(same.lacksManifest()).startsWith("its image has no manifest");
        assertThat(same.count()).isZero();
        assertThat(same.packagesKnown()).isTrue();
        assertThat(other.first()).isEqualTo("package changed: bash:amd64 (5.1 -> 5.2)");
    }

    private static String run(String script, Path root) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script);
        shell.environment().put("LOOK_ROOT", root.toString());
        return new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theScriptIsShortEnoughForRunCommand() {
        assertThat(InstanceLook.script(List.of("/etc/a*"), "")).hasSizeLessThan(16_000);
        assertThat(of("{\"look\":0}").problem()).contains("no Python 3");
    }
}
