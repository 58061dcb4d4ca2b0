package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebakeCheckTest {
    @Test
    void whatXmlCannotHoldIsLeftOutOfWhatIsSaved() {
        RebakeDecision decision = Decisions.nothing(List.of("a\0b", "c\u001b[31md"));

        RebakeCheck look = new RebakeCheck(1, "from an agent of '\0'", decision, "e\uFFFFf");

        assertThat(look.getPlace()).isEqualTo("from an agent of ''");
        assertThat(look.getCompared()).containsExactly("ab", "c[31md");
        assertThat(look.getOutcome()).isEqualTo("ef");
        assertThat(new RebakeCause("g\0h", 1).getReason()).isEqualTo("gh");
    }

    @Test
    void ofVeryManyComparisonsTheRestIsCounted() {
        RebakeDecision decision = Decisions.nothing(Collections.nCopies(203, "same"));

        assertThat(new RebakeCheck(1, "", decision, "").getCompared())
                .hasSize(201)
                .endsWith("… and 3 more.");
    }
}
