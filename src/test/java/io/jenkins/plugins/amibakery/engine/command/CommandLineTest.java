package io.jenkins.plugins.amibakery.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine command(List<String> words, String... secrets) {
        return new CommandLine(words, Map.of("A", "b"), Path.of("."), Set.of(secrets));
    }

    @Test
    void itReadsAsOneWouldTypeIt() {
        assertThat(command(List.of("packer", "build", "-var", "note=it's a test", "", "./t.json")))
                .hasToString("packer build -var 'note=it'\\''s a test' '' ./t.json");
    }

    @Test
    void aSecretAmongTheWordsIsRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> command(List.of("packer", "s3cr3t"), "s3cr3t"))
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void aCommandHasAtLeastOneWord() {
        assertThatIllegalArgumentException().isThrownBy(() -> command(List.of()));
    }

    @Test
    void successIsZeroAndNotCancelled() {
        assertThat(new CommandOutcome(0, Duration.ZERO, false).succeeded()).isTrue();
        assertThat(new CommandOutcome(1, Duration.ZERO, false).succeeded()).isFalse();
        assertThat(new CommandOutcome(0, Duration.ZERO, true).succeeded()).isFalse();
    }
}
