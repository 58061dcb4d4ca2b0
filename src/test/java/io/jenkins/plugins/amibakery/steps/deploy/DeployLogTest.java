package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.runway.RunwayFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log as Runway 2.8.4 wrote it, and what the controller shows of it. */
class DeployLogTest implements DeployLog.Reader {
    private final List<String> lines = new ArrayList<>();
    private byte[] bytes;
    private int changes;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                getClass().getResourceAsStream("/io/jenkins/plugins/amibakery/engine/runway/deploy.txt"))) {
            bytes = in.readAllBytes();
        }
    }

    @Test
    void sectionsAndStacksAreShown() {
        whole();

        assertThat(lines).anyMatch(line -> line.startsWith("==== us-west-2: "));
        assertThat(lines).anyMatch(line -> line.contains(": submitted (creating new stack)"));
        assertThat(lines).noneMatch(line -> line.contains("[runway]"));
        assertThat(changes).isPositive();
    }

    /** For every line at which a controller may die: what was shown before and what is shown after make the whole. */
    @Test
    void afterARestartNoLineIsLostOrShownTwice() {
        whole();
        List<String> all = List.copyOf(lines);

        for (int cut = 0; cut <= bytes.length; cut += 37) {
            lines.clear();
            DeployLog before = log(0);
            before.feed(Arrays.copyOf(bytes, cut));
            DeployLog after = log(before.shown());
            after.feed(bytes);
            after.end();
            assertThat(lines).isEqualTo(all);
            assertThat(after.facts().stacks()).isNotEmpty();
        }
    }

    @Test
    void secretsAreMasked() {
        bytes = "[runway] 1 INFO the password is hunter2hunter2\n".getBytes(StandardCharsets.UTF_8);

        whole();

        assertThat(lines).containsExactly("the password is ****");
    }

    private void whole() {
        DeployLog log = log(0);
        log.feed(bytes);
        log.end();
    }

    private DeployLog log(long shownBefore) {
        return new DeployLog(new Masker(List.of("hunter2hunter2")), shownBefore, this);
    }

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void stacks(RunwayFacts facts) {
        changes++;
    }
}
