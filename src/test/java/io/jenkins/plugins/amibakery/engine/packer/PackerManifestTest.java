package io.jenkins.plugins.amibakery.engine.packer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackerManifestTest {
    @TempDir
    private Path folder;

    private static List<BakedAmi> read(byte[] json) throws IOException {
        return PackerManifest.lastRun(new ByteArrayInputStream(json), "packer-manifest.json");
    }

    private static List<BakedAmi> read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static BakedAmi ami(String builder, String region, String id) {
        return BakedAmi.named(builder, new Region(region), new AmiId(id));
    }

    @Test
    void everyBuildAndRegionOfTheRunIsAnAmi() throws IOException {
        assertThat(read(Recorded.bytes("packer-1.16.0-hcl-parallel2-success-named-build-manifest.json")))
                .containsExactly(
                        ami("worker", "us-east-1", "ami-de5bcc99f84259e23"),
                        ami("worker", "us-west-2", "ami-8c06384787e1980dc"),
                        ami("web", "eu-west-1", "ami-7cfd38c556de0fd6a"),
                        ami("web", "us-east-1", "ami-94cef3ffc9ba53102"),
                        ami("web", "us-west-2", "ami-97365fe25733d9e1a"));
    }

    @Test
    void theManifestNamesTheRegionThatTheLogMasks() throws IOException {
        assertThat(read(Recorded.bytes("packer-1.16.0-json-sensitive-value-corrupts-artifact-id-manifest.json")))
                .containsExactly(ami("amazon-ebs", "us-west-2", "ami-f2840e643f82dc036"));
    }

    @Test
    void manifestAndLogTellTheSame() throws IOException {
        assertThat(read(Recorded.bytes("packer-1.6.6-json-none-ami_regions-manifest.json")))
                .isEqualTo(Recorded.run("packer-1.6.6-json-none-ami_regions")
                        .facts()
                        .artifacts());
    }

    @Test
    void earlierRunsInTheSameFileDoNotCount() throws IOException {
        assertThat(read("""
                        {"builds": [
                          {"name": "web", "artifact_id": "us-west-2:ami-11111111111111111", "packer_run_uuid": "old"},
                          {"name": "web", "artifact_id": "us-west-2:ami-22222222222222222", "packer_run_uuid": "new"}
                        ], "last_run_uuid": "new"}
                        """)).containsExactly(ami("web", "us-west-2", "ami-22222222222222222"));
    }

    @Test
    void whatIsNoAmiIsPassedOver() throws IOException {
        assertThat(read("""
                        {"builds": [
                          {"name": "a", "artifact_id": "us-west-2:vol-11111111111111111", "packer_run_uuid": "u"},
                          {"name": "b", "artifact_id": "us-west-2:ami-$(reboot)", "packer_run_uuid": "u"},
                          {"name": "c", "artifact_id": "../../x:ami-22222222222222222", "packer_run_uuid": "u"},
                          {"name": "d", "artifact_id": 17, "packer_run_uuid": "u"},
                          {"name": "e", "packer_run_uuid": "u"},
                          "f", null, [[]],
                          {"name": {"x": 1}, "artifact_id": "us-west-2:ami-22222222", "packer_run_uuid": "u"}
                        ], "last_run_uuid": "u"}
                        """)).containsExactly(ami("", "us-west-2", "ami-22222222"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"builds\": null, \"last_run_uuid\": \"u\"}", "{\"builds\": {}, \"last_run_uuid\": 7}"})
    void aManifestOfNoRunHasNoAmis(String json) throws IOException {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "\"builds\"", "\u0000", "{\"builds\": [}"})
    void whatIsNoManifestIsSaidToBeNone(String json) {
        assertThatExceptionOfType(BakeFailedException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.failure().cause()).isEqualTo(FailureCause.MANIFEST_BROKEN))
                .withMessageStartingWith("Packer's manifest 'packer-manifest.json' is no")
                .withMessageNotContaining("\n");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatExceptionOfType(BakeFailedException.class).isThrownBy(() -> read("[".repeat(1_000_000)));
    }

    @Test
    void aFileThatIsNotThereOrOlderThanTheRunHasNoAmis() throws IOException {
        Path file = folder.resolve("packer-manifest.json");
        Instant start = Instant.parse("2026-01-01T12:00:00.75Z");
        assertThat(PackerManifest.lastRun(file, start)).isEmpty();
        assertThat(PackerManifest.lastRunUuid(file)).isEmpty();

        Files.write(file, Recorded.bytes("packer-1.6.6-json-none-ami_regions-manifest.json"));
        Files.setLastModifiedTime(file, FileTime.from(start.minusSeconds(2)));
        assertThat(PackerManifest.lastRun(file, start)).isEmpty();
        assertThat(PackerManifest.lastRunUuid(file)).contains("e07d9e76-1aa1-4a49-ae21-2ffa52b9c9c6");

        Files.setLastModifiedTime(file, FileTime.from(start.minusMillis(750)));
        assertThat(PackerManifest.lastRun(file, start)).hasSize(3);
        assertThat(PackerManifest.lastRun(file, Instant.MIN)).hasSize(3);
    }

    @Test
    void anUnreadableFileHasNoRun() throws IOException {
        Path file = Files.writeString(folder.resolve("packer-manifest.json"), "{ not json");

        assertThat(PackerManifest.lastRunUuid(file)).isEmpty();
        assertThat(PackerManifest.lastRunUuid(folder)).isEmpty();
    }
}
