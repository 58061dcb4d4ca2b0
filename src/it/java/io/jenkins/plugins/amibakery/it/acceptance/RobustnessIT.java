package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bake loses what it needs while packer runs: packer never runs on alone, and nothing of it is forgotten. */
@ExtendWith(BakeryExtension.class)
class RobustnessIT {
    private static final Duration STOPPING = Duration.ofMinutes(2);
    private static final Duration SWEEPING = Duration.ofMinutes(5);
    private static final String ID = "robust";

    private final Bakery bakery;
    private final FakePacker fake;

    RobustnessIT(Bakery bakery) {
        this.bakery = bakery;
        this.fake = FakePacker.in(bakery.agent().directory().resolve("robust"));
    }

    @AfterEach
    void complaintsOfTheseAttacksAreWanted() {
        bakery.controller().newComplaints();
    }

    @Test
    void credentialsThatAreGoneAfterARestartStopPackerAndItIsSweptOnceTheyAreBack() {
        Rounds.play("credentials gone after a restart", round -> {
            credentials();
            Build build = bake("gone-" + round, 600, "credentialsId: 'robust'", "");
            remove("/credentials/store/system/domain/_/credential/" + ID + "/doDelete");
            restart();

            assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
            packerIsStopped(build);
            assertThat(records(build)).as("its record stays").hasSize(1);
            credentials();
            nothingIsRemembered(build);
            remove("/credentials/store/system/domain/_/credential/" + ID + "/doDelete");
        });
    }

    @Test
    void aBakeFollowsItsJobThatIsRenamed() {
        Rounds.play("job renamed, then a restart", round -> {
            Build build = bake("named-" + round, 60, "", "");
            Web.Answer renamed = bakery.controller().web().ask("/job/named-" + round + "/api/json?tree=name");
            assertThat(renamed.isGood()).isTrue();
            bakery.controller()
                    .script("Jenkins.instance.getItem('named-%d').renameTo('renamed-%d')".formatted(round, round));
            restart();

            Build now =
                    new Build(bakery.controller(), "/job/renamed-" + round + "/1", "renamed-" + round, build.number());
            assertThat(now.result()).as(now.log()).isEqualTo("SUCCESS");
            assertThat(now.log()).doesNotContain("cancelled");
            nothingIsRemembered(now);
        });
    }

    @Test
    void aBakeWhoseJobIsDeletedWhileItsAgentIsAwayIsStoppedAfterARestart() {
        Rounds.play("job deleted with its agent away, then a restart", round -> {
            Build build = bake("deleted-" + round, 600, "", "");
            bakery.agent().crash();
            build.awaitLog("is offline");
            build.abort();
            build.result();
            remove("/job/deleted-" + round + "/doDelete");
            restart();
            bakery.agent().connect();

            packerIsStopped(build);
            nothingIsRemembered(build);
        });
    }

    @Test
    void aControlDirectoryThatLeadsElsewhereStopsPacker() {
        Rounds.play("control directory made unreadable", round -> {
            Build build = bake("broken-" + round, 600, "", "");
            replaceLogByALink(build);

            assertThat(build.result()).as(build.log()).isEqualTo("FAILURE");
            packerIsStopped(build);
            assertThat(build.log()).doesNotContain(secret());
        });
    }

    @Test
    void aFileOfTheControllerIsNotShownWhenTheAgentIsRemoved() {
        Rounds.play("agent removed, manifest below JENKINS_HOME/secrets", round -> {
            Path directory = bakery.directory().resolve("doomed-" + round);
            Agent doomed = Agent.start(bakery.controller(), "doomed-" + round, directory, Map.of());
            try {
                Build build = bake("leaked-" + round, 600, "writeLock: true", "doomed-" + round);
                remove("/computer/doomed-" + round + "/doDelete");

                assertThat(build.result()).as(build.log()).isNotEqualTo("SUCCESS");
                assertThat(build.log()).contains("was removed from Jenkins").doesNotContain(secret());
                assertThat(bakery.controller().log()).doesNotContain(secret());
            } finally {
                doomed.close();
                killFakes();
            }
        });
    }

    /** @param node empty for the usual agent */
    private Build bake(String job, int seconds, String parameters, String node) {
        String manifest =
                bakery.controller().home().resolve("secrets/master.key").toString();
        String steps = """
                writeFile file: 'evil.json', text: readFile('small.json').replace('"type": "manifest"', '"type": "manifest", "output": "%s"')
                withEnv(['PATH+FAKE=%s', 'SECONDS_TO_BAKE=%d', 'AMI=%s']) {
                  bakeAmi template: 'evil.json', vars: vars%s
                }""".formatted(
                        manifest,
                        fake.directory(),
                        seconds,
                        bakery.cloud().baseImage(),
                        parameters.isEmpty() ? "" : ", " + parameters);
        Build build = bakery.controller()
                .pipeline(
                        job,
                        bakery.onAgent(
                                node.isEmpty() ? "agent" : node, bakery.cloud().environment(), steps))
                .start();
        build.awaitLog("tick 2");
        return build;
    }

    private void restart() {
        bakery.controller().crash();
        bakery.controller().restart();
    }

    private void remove(String path) {
        bakery.controller().web().post(path, Map.of());
    }

    private void packerIsStopped(Build build) {
        Until.isTrue("packer is stopped", STOPPING, () -> fake.running() == 0, build::log);
    }

    private void nothingIsRemembered(Build build) {
        Until.isTrue(
                "nothing is remembered any more",
                SWEEPING,
                () -> records(build).isEmpty(),
                () -> records(build) + "\n" + build.log() + "\n"
                        + bakery.controller().log());
    }

    /** What is remembered of a build; its job may have been called otherwise. */
    private List<Path> records(Build build) {
        String job = build.job().replaceFirst("^renamed", "named");
        return files(bakery.controller().home().resolve("ami-bakery-running"), ".xml").stream()
                .filter(file -> file.getFileName().toString().startsWith(job + "-"))
                .toList();
    }

    private void killFakes() {
        files(fake.directory(), "").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("running."))
                .map(name -> Long.parseLong(name.substring("running.".length())))
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        Until.isTrue("the fakes are gone", STOPPING, () -> fake.running() == 0, () -> "");
    }

    private void replaceLogByALink(Build build) {
        try (Stream<Path> all = Files.walk(bakery.agent().directory())) {
            Path log = all.filter(file -> file.getFileName().toString().equals("process"))
                    .filter(file -> file.toString().contains("/ami-bakery/" + build.job() + "-"))
                    .findFirst()
                    .orElseThrow()
                    .resolveSibling("log");
            Files.delete(log);
            Files.createSymbolicLink(log, bakery.controller().home().resolve("secrets/master.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String secret() {
        try {
            return Files.readString(bakery.controller().home().resolve("secrets/master.key"))
                    .strip()
                    .substring(0, 24);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory, String end) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void credentials() {
        Map<String, String> own = bakery.cloud().environment();
        bakery.controller()
                .credentials("""
                        <com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl plugin="aws-credentials">
                          <scope>GLOBAL</scope><id>%s</id><description/>
                          <accessKey>%s</accessKey><secretKey>%s</secretKey>
                          <iamRoleArn/><iamMfaSerialNumber/>
                        </com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl>""".formatted(ID, own.get("AWS_ACCESS_KEY_ID"), own.get("AWS_SECRET_ACCESS_KEY")));
    }
}
