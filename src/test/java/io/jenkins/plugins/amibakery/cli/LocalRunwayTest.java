package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployFailureCause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Runway there is. */
@Timeout(60)
class LocalRunwayTest {
    @TempDir
    private Path directory;

    private final LocalRunway runway = new LocalRunway(Map.of("PATH", "/usr/bin:/bin"));

    @Test
    void itsVersionIsWhatItSays() throws Exception {
        played("echo runway, version 2.8.4");

        assertThat(runway.version(program(), directory)).hasToString("2.8.4");
    }

    @Test
    void aProgramThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> runway.version("no-such-runway", directory))
                .isInstanceOfSatisfying(DeployFailedException.class, e -> {
                    assertThat(e.failure().cause()).isEqualTo(DeployFailureCause.RUNWAY_MISSING);
                    assertThat(e.failure().detail()).contains("Cannot run 'no-such-runway'");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo the catwalk", "exit 0", "echo runway, version 2.8.4; exit 1"})
    void aProgramThatDoesNotAnswerAsRunwayDoesIsNoRunway(String script) throws Exception {
        played(script);

        assertThatThrownBy(() -> runway.version(program(), directory))
                .isInstanceOfSatisfying(DeployFailedException.class, e -> {
                    assertThat(e.failure().cause()).isEqualTo(DeployFailureCause.RUNWAY_MISSING);
                    assertThat(e.failure().detail()).contains("does not behave like runway");
                });
    }

    private void played(String script) throws IOException {
        new PlayedPacker(directory).of(script);
    }

    private String program() {
        return new PlayedPacker(directory).program().toString();
    }
}
