package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A copy of a JENKINS_HOME that is started while the original bakes. */
@ExtendWith(BakeryExtension.class)
class CopyIT {
    private final Bakery bakery;

    CopyIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void theCopyNamesTheOriginalsBakeAndLeavesIt() {
        FakePacker fake = FakePacker.in(bakery.agent().directory().resolve("copied"));
        Rounds.play("a copy of JENKINS_HOME is started beside the original", round -> {
            String steps = """
                    withEnv(['PATH+FAKE=%s', 'SECONDS_TO_BAKE=150', 'AMI=%s']) { bakeAmi template: 'small.json', vars: vars }""".formatted(fake.directory(), bakery.cloud().baseImage());
            Build build = bakery.controller()
                    .pipeline("original-" + round, bakery.onAgent(steps))
                    .start();
            build.awaitLog("tick 2");
            Path home = copy("copy-" + round);
            try (Controller copy = new Controller(RealJenkins.given().orElseThrow(), home)) {
                // A Pipeline may resume as long as Jenkins waits for the agent that was removed: five minutes, usually.
                copy.option(
                        "-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=15000");
                copy.restart();
                copy.web().post("/computer/agent/doDelete", Map.of());
                Until.isTrue(
                        "it names the bake that it leaves",
                        Duration.ofMinutes(2),
                        () -> copy.log().contains("belongs to the JENKINS_HOME that this one is a copy of"),
                        copy::log);
                assertThat(fake.running()).as("packer runs on").isEqualTo(1);
            }
            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        });
        bakery.controller().newComplaints();
    }

    private Path copy(String name) {
        Path copy = bakery.directory().resolve(name).resolve("home");
        Path home = bakery.controller().home();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.toList()) {
                Path to = copy.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (Files.isRegularFile(file)) {
                    Files.copy(file, to);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
