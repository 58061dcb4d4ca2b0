package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A controller killed in the middle of a bake. */
@ExtendWith(BakeryExtension.class)
class RestartIT {
    private final Bakery bakery;

    RestartIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @ParameterizedTest
    @EnumSource
    void theBuildFinishesWithOneAmiWhenTheControllerIsKilledInPhase(Phase phase) {
        Job job = bakery.controller().pipeline("restart", bakery.onAgent("""
                                def amis = bakeAmi template: 'small.json', vars: vars + [pause: '4s']
                                echo "COUNT ${amis.size()}"
                                echo "ID ${amis[0].id}"
                                """));
        phase.prolong(bakery.cloud());
        Set<String> before = bakery.cloud().inventory();
        Build build = job.start();
        build.awaitLog(phase.words());

        bakery.controller().crash();
        bakery.controller().restart();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("COUNT")).containsExactly("1");
        String id = build.said("ID").get(0);
        assertThat(build.amiIds()).containsExactly(id);
        assertThat(bakery.cloud().since(before)).allMatch(thing -> thing.matches("(image|snapshot) .*"));
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id);
        assertThat(ticks(build)).as(build.log()).containsExactly("1", "2", "3", "4");
    }

    /** Each line of packer's output stands once in the log, wherever it was cut. */
    private static List<String> ticks(Build build) {
        return build.log()
                .lines()
                .filter(line -> line.contains("tick "))
                .map(line -> line.replaceFirst(".*tick ", ""))
                .toList();
    }
}
