package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final ProgressLines lines = new ProgressLines();

    private void tell(String text) throws IOException {
        lines.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineIsTakenOnceItIsWhole() throws IOException {
        tell("looking in eu-c");
        assertThat(lines.taken()).isEmpty();

        tell("entral-1\n\nlooking in ü\n");
        assertThat(lines.taken()).containsExactly("looking in eu-central-1", "looking in ü");
        assertThat(lines.taken()).isEmpty();
    }

    @Test
    void aHostileAgentFillsNothing() throws IOException {
        tell("x".repeat(5_000_000) + "\n");
        for (int i = 0; i < 5_000; i++) {
            tell("line " + i + "\n");
        }

        assertThat(lines.taken())
                .hasSize(ProgressLines.MOST_WAITING)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ProgressLines.LONGEST));
    }
}
