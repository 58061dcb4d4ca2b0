package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.runway.RunwayVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledRunwayTest {
    @TempDir
    private Path home;

    private Path script;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(home.resolve("lib/python3.11/site-packages/runway-2.8.4.dist-info"));
        Files.createDirectories(home.resolve("lib/python3.11/site-packages/runway_extras-1.0.0.dist-info"));
        Files.createDirectories(home.resolve("bin"));
        script = Files.writeString(home.resolve("bin/runway"), "#!" + home + "/bin/python3\nimport sys\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void theVersionIsTheOnePipInstalledBesideTheProgram() {
        RunwayVersion installed = new RunwayVersion(2, 8, 4);
        assertThat(InstalledRunway.version(script.toString(), Map.of())).contains(installed);
        assertThat(InstalledRunway.version("runway", Map.of("PATH", "/nowhere:" + script.getParent())))
                .contains(installed);
    }

    @Test
    void whatIsNotCertainIsLeftToRunway() throws IOException {
        assertThat(InstalledRunway.version("bin/runway", Map.of())).isEmpty();
        assertThat(InstalledRunway.version("/no/such/runway", Map.of())).isEmpty();
        assertThat(InstalledRunway.version(script.toString(), Map.of("PYTHONPATH", "/other")))
                .isEmpty();
        Files.createDirectories(home.resolve("lib/python3.12/site-packages/runway-2.6.0.dist-info"));
        assertThat(InstalledRunway.version(script.toString(), Map.of())).isEmpty();
    }

    @Test
    void aProgramOfAnotherKindIsAsked() throws IOException {
        Files.writeString(script, "#!/bin/sh\nexec elsewhere\n");
        assertThat(InstalledRunway.version(script.toString(), Map.of())).isEmpty();
        Files.write(script, new byte[] {0x7F, 'E', 'L', 'F', (byte) 0xFF, 0});
        assertThat(InstalledRunway.version(script.toString(), Map.of())).isEmpty();
    }
}
