package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jenkins.plugins.amibakery.it.RealJenkins;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A JENKINS_HOME on a file system of its own, which is full while packer runs. */
@ExtendWith(BakeryExtension.class)
class DiskFullIT {
    private static final String SIZE = "1500m";
    private static final int ROUNDS = Integer.getInteger("rounds", 1);

    private final Bakery bakery;
    private Path home;
    private Controller controller;
    private Agent agent;

    DiskFullIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        home = Files.createDirectories(bakery.directory().resolve("full/home"));
        if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", home.toString()) != 0) {
            System.out.println("SKIPPED: a full disk needs the right to mount a file system");
            abort("no right to mount");
        }
        controller = Controller.start(RealJenkins.given().orElseThrow(), home);
        agent = Agent.start(controller, "agent", bakery.directory().resolve("full/agent"), Map.of());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (agent != null) {
            agent.close();
        }
        if (controller != null) {
            controller.close();
        }
        run("umount", "-l", home.toString());
    }

    @Test
    void aDiskThatIsFullForSomeSecondsOrToTheEndForgetsNoBakeAndLeavesNoPacker() throws IOException {
        FakePacker fake = FakePacker.in(bakery.directory().resolve("full/fake"));
        Rounds.play("disk full for 15 s while packer runs", round -> {
            Build build = bake(fake, "short-" + round, 30);
            fill();
            LockSupport.parkNanos(Duration.ofSeconds(15).toNanos());
            free();

            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            assertThat(fake.running()).isZero();
            assertThat(build.amiIds()).hasSize(1);
        });
        Rounds.play("disk full until packer's end", round -> {
            Build build = bake(fake, "long-" + round, 20);
            fill();
            Until.isTrue("packer has ended", Load.PATIENCE, () -> fake.running() == 0, build::log);
            LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
            free();

            assertThat(build.result()).as(build.log()).isIn("SUCCESS", "FAILURE");
            assertThat(fake.running()).isZero();
            Until.isTrue(
                    "the bake is told of",
                    Duration.ofMinutes(2),
                    () -> build.amiIds().size() == 1
                            || !build.amis().path("bakes").isEmpty(),
                    build::log);
        });
        assertThat(ROUNDS).isPositive();
    }

    private Build bake(FakePacker fake, String job, int seconds) {
        String steps = """
                withEnv(['PATH+FAKE=%s', 'SECONDS_TO_BAKE=%d', 'AMI=%s']) { bakeAmi template: 'small.json', vars: vars }""".formatted(fake.directory(), seconds, bakery.cloud().baseImage());
        Build build = controller
                .pipeline(job, bakery.onAgent("agent", bakery.cloud().environment(), steps))
                .start();
        build.awaitLog("tick 2");
        return build;
    }

    private void fill() {
        byte[] some = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(home.resolve("filler"))) {
            while (true) {
                out.write(some);
            }
        } catch (IOException e) {
            System.out.println("The disk is full: " + e.getMessage());
        }
    }

    private void free() {
        assertThat(home.resolve("filler").toFile().delete()).isTrue();
    }

    private static int run(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
