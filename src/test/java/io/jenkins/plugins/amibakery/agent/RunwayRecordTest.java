package io.jenkins.plugins.amibakery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as Runway 2.8.4 wrote them. */
class RunwayRecordTest {
    @TempDir
    private Path empty;

    @Test
    void thePlanOfEachStackIsKeptByItsRegion() throws Exception {
        RunwayRecord record = RunwayRecord.read(log("plan-newami.txt"));

        assertThat(record.planTexts()).containsOnlyKeys("us-west-2");
        assertThat(record.planTexts().get("us-west-2")).contains("ImageId");
        assertThat(record.facts().plans()).isNotEmpty();
    }

    @Test
    void aRunThatWasKilledLeavesItsLock() throws Exception {
        assertThat(RunwayRecord.read(log("deploy-sigkill.txt")).facts().locks()).isNotEmpty();
        assertThat(RunwayRecord.read(log("deploy-sigint.txt")).facts().locks()).isEmpty();
    }

    @Test
    void aLogThatIsNotThereTellsNothing() throws IOException {
        assertThat(RunwayRecord.read(empty).facts().stacks()).isEmpty();
        assertThat(RunwayRecord.read(empty.resolve("none")).facts().stacks()).isEmpty();
    }

    private Path log(String name) throws IOException, URISyntaxException {
        String resource = "/io/jenkins/plugins/amibakery/engine/runway/" + name;
        Path control = Files.createDirectories(empty.resolve(name));
        Files.copy(
                Path.of(Objects.requireNonNull(RunwayRecordTest.class.getResource(resource))
                        .toURI()),
                control.resolve(ControlFiles.LOG),
                StandardCopyOption.REPLACE_EXISTING);
        return control;
    }
}
