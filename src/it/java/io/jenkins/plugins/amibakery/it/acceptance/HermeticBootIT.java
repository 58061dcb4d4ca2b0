package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of an AMI that a controller's death or an abort interrupts. The AMI is Debian's own, which fetches at boot, and so fails; its
 * script takes its time.
 */
@ExtendWith(BakeryExtension.class)
class HermeticBootIT {
    private final Bakery bakery;

    HermeticBootIT(Bakery bakery) {
        this.bakery = bakery;
    }

    private Build started(String name) {
        String ami = bakery.cloud().copyBaseImage(name);
        return bakery.controller()
                .pipeline(name, bakery.onAgent("""
                        writeFile file: 'slow.sh', text: '#!/bin/sh\\nsleep 12; echo done slowly\\n'
                        testAmi ami: '%s', script: 'slow.sh'
                        """.formatted(ami)))
                .start();
    }

    /** Where the agent has ended the instance before the controller is there again, another one is launched. */
    @ParameterizedTest
    @ValueSource(strings = {"launching ami-", "waiting for i-", "healthy after", "ending i-"})
    void aTestGoesOnWhenTheControllerIsKilled(String phase) {
        Build build = started("tested-through-a-crash-" + phase.replaceAll("\\W.*", ""));
        Set<String> before = bakery.cloud().inventory();
        build.awaitLog(phase);

        bakery.controller().crash();
        bakery.controller().restart();

        assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
        assertThat(build.log())
                .contains("Test script: Passed, slow.sh ended with 0: done slowly")
                .contains("failed its test. Fetches at boot: ")
                .containsPattern("Health: Passed, healthy [0-9.]+ s after the launch");
        assertThat(instances(build)).as(build.log()).hasSizeBetween(1, 2);
        assertThat(bakery.cloud().since(before)).as(build.log()).noneMatch(thing -> !thing.startsWith("- "));
        JsonNode task = bakery.controller()
                .web()
                .json(build.path() + "/tasks/api/json")
                .path("tasks")
                .get(0);
        assertThat(task.path("step").asText()).isEqualTo("testAmi");
        assertThat(task.path("outcome").asText()).isEqualTo("failure");
        assertThat(task.path("notes").get(0).asText()).contains(": failed, healthy after ");
    }

    private static Set<String> instances(Build build) {
        return Pattern.compile("waiting for (i-[0-9a-f]+)")
                .matcher(build.log())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void anAbortEndsTheStepAtOnceAndLeavesNothing() {
        Build build = started("tested-and-aborted");
        build.awaitLog("healthy after");

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        Until.isTrue(
                "nothing of the test is left",
                Duration.ofMinutes(2),
                () -> bakery.cloud().inventory().stream()
                        .noneMatch(thing -> thing.startsWith("instance ") || thing.contains("ami-bakery-test-")),
                () -> bakery.cloud().inventory().toString());
    }
}
