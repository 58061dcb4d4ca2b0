package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.command.Masker;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BakeLogTest {
    private static final String LOG = """
            1700000000,,ui,say,==> web: Prevalidating AMI Name: web-1
            1700000001,,ui,say,==> web: Launching a source AWS instance...
            1700000002,,ui,message,    web: Instance ID: i-3928afdd1a237cebe
            1700000003,,ui,message,    web: the password is hunter2hunter2 — keep it
            1700000009,web,artifact,0,id,us-west-2:ami-0d53cc9bd365ad65b
            """;

    private static final byte[] BYTES = LOG.getBytes(StandardCharsets.UTF_8);

    private final List<String> lines = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private final List<String> looks = new ArrayList<>();

    @Test
    void packerIsShownWithItsPhases() {
        log(0).feed(BYTES);

        assertThat(lines)
                .containsExactly(
                        "==== web: validate",
                        "web: Prevalidating AMI Name: web-1",
                        "==== web: launch",
                        "web: Launching a source AWS instance...",
                        "web: Instance ID: i-3928afdd1a237cebe",
                        "web: the password is **** — keep it");
    }

    @Test
    void whereverItIsCutTheLinesAreTheSame() {
        log(0).feed(BYTES);
        List<String> whole = List.copyOf(lines);

        for (int cut = 0; cut <= BYTES.length; cut++) {
            lines.clear();
            BakeLog log = log(0);
            log.feed(Arrays.copyOf(BYTES, cut));
            log.feed(Arrays.copyOfRange(BYTES, cut, BYTES.length));
            assertThat(lines).isEqualTo(whole);
        }
    }

    /** For every moment at which a controller may die: what was shown before and what is shown after make the whole. */
    @Test
    void afterARestartNoLineIsLostOrShownTwice() {
        log(0).feed(BYTES);
        List<String> whole = List.copyOf(lines);

        for (int died = 0; died <= BYTES.length; died++) {
            lines.clear();
            BakeLog before = log(0);
            before.feed(Arrays.copyOf(BYTES, died));
            BakeLog after = log(before.shown());
            after.feed(BYTES);
            after.end();
            assertThat(lines).isEqualTo(whole);
            assertThat(after.facts().instances()).containsExactly("i-3928afdd1a237cebe");
        }
    }

    @Test
    void launchedInstanceIsLookedAtAndAfterARestartAgain() {
        log(0).feed(BYTES);
        log(BYTES.length).feed(BYTES);

        assertThat(looks).containsExactly("INSTANCE i-3928afdd1a237cebe", "INSTANCE i-3928afdd1a237cebe");
    }

    @Test
    void imagesAreToldAgainAfterARestart() {
        BakeLog log = log(BYTES.length);
        log.feed(BYTES);

        assertThat(lines).isEmpty();
        assertThat(images).containsExactly("web us-west-2 ami-0d53cc9bd365ad65b");
    }

    @Test
    void aLastLineThatWasCutShortIsShownAtTheEnd() {
        BakeLog log = log(0);
        log.feed("1700000000,,ui,say,==> web: half a li".getBytes(StandardCharsets.UTF_8));
        assertThat(lines).isEmpty();

        log.end();

        assertThat(lines).contains("web: half a li …");
    }

    private BakeLog log(long shownBefore) {
        return new BakeLog(
                new Masker(Set.of("hunter2hunter2")),
                shownBefore,
                new BakeLog.Reader() {
                    @Override
                    public void line(String text) {
                        lines.add(text);
                    }

                    @Override
                    public void image(String builder, String region, AmiId id) {
                        images.add(builder + " " + region + " " + id);
                    }
                },
                due -> looks.add(due.at() + " " + due.id()));
    }
}
