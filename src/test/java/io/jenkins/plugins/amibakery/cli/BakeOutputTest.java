package io.jenkins.plugins.amibakery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.amibakery.Schema;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakeReports;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.KeyPart;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.reuse.ReuseDecision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A bake's report at a terminal. */
class BakeOutputTest {
    private static final Schema SCHEMA = Schema.of("bake");
    private static final BakeReport BAKED =
            BakeReports.of(List.of(BakeReports.AMI), List.of(), List.of(), Duration.ofMillis(512));
    private static final BakeKey KEY = BakeKey.of(
            List.of(
                    new KeyPart(KeyPart.Kind.VARIABLE, "version", "a".repeat(64), "1"),
                    new KeyPart(KeyPart.Kind.SECRET, "token", "c".repeat(64), "")),
            List.of(new Floating(
                    "setup.sh", 3, "apt-get install nginx", "nginx has no version", Settling.REPOSITORIES)));
    private static final ReuseDecision REUSED = new ReuseDecision(
            true,
            BAKED.amis(),
            "b-1",
            "me@here",
            "terminal",
            Instant.parse("2026-11-22T16:22:33Z"),
            List.of(),
            List.of(),
            List.of());

    private static String printed(BakeOutput output) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        output.print(new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void machinesGetTheTreeWithKeyReuseAndWhereTheTimeWent() throws Exception {
        Timings timings = new Timings();
        timings.lap("plan");

        String json = new BakeOutput(BAKED, Optional.of(REUSED), Optional.of(KEY)).json(timings);

        assertThat(SCHEMA.faultsOf(json)).isEmpty();
        JsonNode tree = new ObjectMapper().readTree(json);
        assertThat(tree.path("reuse").path("baked").asText()).isEqualTo("2026-11-22T16:22:33Z");
        assertThat(tree.path("key").path("digest").asText()).isEqualTo(KEY.digest());
        assertThat(json).doesNotContain("c".repeat(64));
        assertThat(tree.path("lapMillis").has("plan")).isTrue();
    }

    @Test
    void aBakeWithoutKeyAndWithoutReuseFitsTheSchemaToo() throws Exception {
        assertThat(SCHEMA.faultsOf(new BakeOutput(BAKED, Optional.of(ReuseDecision.forced()), Optional.empty())
                        .json(new Timings())))
                .isEmpty();
        assertThat(SCHEMA.faultsOf(new BakeOutput(BAKED, Optional.empty(), Optional.empty()).json(new Timings())))
                .isEmpty();
    }

    @Test
    void peopleReadWhoseAmisAreReused() {
        assertThat(printed(new BakeOutput(BAKED, Optional.of(REUSED), Optional.empty())))
                .contains("Reused 1 AMI of bake b-1 by me@here at 2026-11-22T16:22:33Z in 0.5 s.");
        assertThat(printed(new BakeOutput(BAKED, Optional.empty(), Optional.empty())))
                .contains("Baked 1 AMI in 0.5 s.");
    }
}
