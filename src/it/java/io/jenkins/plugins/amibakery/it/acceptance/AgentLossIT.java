package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent whose process is killed in the middle of a bake, and comes back. */
@ExtendWith(BakeryExtension.class)
class AgentLossIT {
    private static final Duration CLEANING = Duration.ofMinutes(2);

    private final Bakery bakery;

    AgentLossIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void theBuildGoesOnWhenItsAgentIsBack() {
        Set<String> before = bakery.cloud().inventory();
        Build build =
                bakery.controller().pipeline("agent-loss", bakery.onAgent("""
                                def amis = bakeAmi template: 'small.json', vars: vars + [ticks: '8']
                                echo "ID ${amis[0].id}"
                                """)).start();
        build.awaitLog("tick 2");

        bakery.agent().crash();
        build.awaitLog("is offline");
        bakery.agent().connect();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        String id = build.said("ID").get(0);
        assertThat(build.amiIds()).containsExactly(id);
        assertThat(bakery.cloud().since(before)).allMatch(thing -> thing.matches("(image|snapshot) .*"));
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id);
    }

    @Test
    void aBuildAbortedWhileItsAgentIsAwayIsCleanedUpWhenItIsBack() {
        Set<String> before = bakery.cloud().inventory();
        Build build = bakery.controller()
                .pipeline("agent-away", bakery.onAgent("bakeAmi template: 'small.json', vars: vars + [ticks: '60']"))
                .start();
        build.awaitLog("tick 2");
        bakery.agent().crash();
        build.awaitLog("is offline");

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        bakery.agent().connect();
        Until.isTrue(
                "everything is removed",
                CLEANING,
                () -> bakery.cloud().since(before).isEmpty(),
                () -> bakery.cloud().since(before) + "\n" + build.log());
    }
}
