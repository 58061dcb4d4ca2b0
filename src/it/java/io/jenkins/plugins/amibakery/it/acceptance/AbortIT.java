package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A build that is aborted in the middle of a bake. */
@ExtendWith(BakeryExtension.class)
class AbortIT {
    private final Bakery bakery;

    AbortIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftWhenTheBuildIsAbortedInPhase(Phase phase) {
        Job job = bakery.controller()
                .pipeline("abort", bakery.onAgent("bakeAmi template: 'small.json', vars: vars + [pause: '4s']"));
        phase.prolong(bakery.cloud());
        Set<String> before = bakery.cloud().inventory();
        Build build = job.start();
        build.awaitLog(phase.words());

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        assertThat(build.bake().path("outcome").asText()).isEqualTo("cancelled");
        assertThat(bakery.cloud().since(before)).as(build.log()).isEmpty();
    }
}
