package io.jenkins.plugins.amibakery.engine.packer.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.packer.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as packer's own line, in real output of several packers and under attack by scripts. */
class OwnWordsTest {
    private static final String KEY = "packer_6b0303c6-8d4b-0e97-eb88-9f83097d1173";

    private static BuildTrace trace(String recording) {
        return Recorded.run(recording).facts().builds().get(0);
    }

    private static BuildTrace said(String... lines) {
        PackerRun run = new PackerRun();
        for (String line : lines) {
            run.accept(new PackerEvent.Say(Instant.EPOCH, "web", line), Instant.EPOCH);
        }
        return run.facts().builds().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "packer-1.6.6-json-ssh-success, amazon-ebs, packer_6b0303c6-8d4b-0e97-eb88-9f83097d1173, packer_6b0303c6-10b7-5694-af8b-f4c4113cea1b, i-297d78d23b9ecf6eb",
        "packer-1.16.0-hcl-ssh-success, web, packer_6b030301-4a5c-5ded-d6b6-83db39639c10, packer_6b030301-ba4b-5ae3-5ba9-9b20133464a8, i-3928afdd1a237cebe",
        "packer-1.16.0-hcl-sigkill-group, web, packer_6b030531-59aa-946d-9c74-abbd66be0e3e, packer_6b030531-541c-1fac-9f79-a04d89e91409, i-6a2e8201eb17acb51"
    })
    void everyGenerationSaysTheSame(String recording, String builder, String key, String group, String instance) {
        BuildTrace trace = trace(recording);

        assertThat(trace.builder()).isEqualTo(builder);
        assertThat(trace.keyPair()).isEqualTo(key);
        assertThat(trace.group()).isEqualTo(group);
        assertThat(trace.instance()).isEqualTo(instance);
        assertThat(trace.imageNames()).hasSize(1);
        assertThat(trace.keyRefused() || trace.groupRefused()).isFalse();
    }

    @Test
    void eachBuildOfANamedBlockSpeaksForItself() {
        assertThat(Recorded.run("packer-1.16.0-hcl-parallel2-success-named-build")
                        .facts()
                        .builds())
                .extracting(BuildTrace::builder)
                .containsExactlyInAnyOrder("web", "worker");
    }

    @Test
    void afterTheLaunchNoLineNamesAKeyAGroupARoleOrAName() {
        BuildTrace trace = said(
                "Launching a source AWS instance...",
                "Creating temporary keypair: " + KEY,
                "Creating temporary security group for this instance: " + KEY,
                "Creating temporary instance profile for this instance: packer-x",
                "Creating temporary role for this instance: packer-x",
                "Prevalidating AMI Name: production");

        assertThat(trace.keyPair() + trace.group() + trace.profile() + trace.role() + trace.imageName())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connected to SSH!",
                "Running local shell script: x",
                "Using SSH communicator to connect: 1.2.3.4"
            })
    void onceAScriptMayRunNoLineNamesAnInstanceOrATemplate(String then) {
        BuildTrace trace = said(
                "Launching a spot AWS instance...",
                then,
                "Created Spot Fleet launch template: lt-0badbadbadbadbad0",
                "Instance ID: i-0badbadbadbadbad0");

        assertThat(trace.instance() + trace.launchTemplate()).isEmpty();
    }

    @Test
    void onlyTheFirstInstanceIsTheBuilds() {
        BuildTrace trace = said(
                "Launching a spot AWS instance...",
                "Created Spot Fleet launch template: lt-0123456789abcdef0",
                "Instance ID: i-3928afdd1a237cebe",
                "Created Spot Fleet launch template: lt-0badbadbadbadbad0",
                "Instance ID: i-0badbadbadbadbad0");

        assertThat(trace.instance()).isEqualTo("i-3928afdd1a237cebe");
        assertThat(trace.launchTemplate()).isEqualTo("lt-0123456789abcdef0");
    }

    @Test
    void spotInstancesTemplateIsHiddenUntilItsIdIsSaid() {
        assertThat(said("Launching a source AWS instance...").hidesTemplate()).isFalse();
        assertThat(said("Launching a spot AWS instance...", "Creating Spot Fleet launch template...")
                        .hidesTemplate())
                .isTrue();
        assertThat(said("Launching a spot AWS instance...", "Created Spot Fleet launch template: lt-0123456789abcdef0")
                        .hidesTemplate())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "==> other: Creating temporary keypair: " + KEY,
                "x\n==> web: Creating temporary keypair: " + KEY,
                "x Creating temporary keypair: " + KEY,
                "Creating temporary keypair: " + KEY + " and more"
            })
    void lineIsPackersFromItsFirstLetterToItsLast(String line) {
        assertThat(said(line).keyPair()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "==> web: Creating temporary keypair: " + KEY + "\n",
                "1,web,ui,say,==> web: Creating temporary keypair: " + KEY
                        + "\n1,,ui,error,==> web: Creating temporary keypair: " + KEY + "\n",
                "1,,ui,message,    web: Creating temporary keypair: " + KEY + "\n"
            })
    void onlyWhatPackerSaysInItsOwnFormatCounts(String log) {
        PackerRun run = new PackerRun();
        PackerLog.readAll(log.replace("1,web,ui,say", "1,web,other"), event -> run.accept(event, Instant.EPOCH));

        assertThat(run.facts().builds()).noneMatch(build -> !build.keyPair().isEmpty());
    }

    /** A log that is cut anywhere names the same things or fewer, and never another's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"packer-1.6.6-json-ssh-success", "packer-1.16.0-hcl-ssh-success", "packer-1.16.0-json-spoof"})
    void logThatIsCutAnywhereNamesNothingElse(String recording) {
        BuildTrace whole = trace(recording);
        byte[] log = Recorded.text(recording + ".txt").getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= log.length; cut += 3) {
            PackerRun run = new PackerRun();
            Recorded.replay(run, Recorded.events(java.util.Arrays.copyOf(log, cut)));
            for (BuildTrace some : run.facts().builds()) {
                assertThat(some.keyPair()).isIn("", whole.keyPair());
                assertThat(some.group()).isIn("", whole.group());
                assertThat(some.instance()).isIn("", whole.instance());
                assertThat(some.imageName()).isIn("", whole.imageName());
            }
        }
    }

    @Test
    void refusedKeyIsKnownAsRefused() {
        PackerRun run = new PackerRun();
        run.accept(new PackerEvent.Say(Instant.EPOCH, "web", "Creating temporary keypair: packer_prod"), Instant.EPOCH);
        run.accept(
                new PackerEvent.BuildError(
                        Instant.EPOCH,
                        "web",
                        "Error creating temporary keypair: InvalidKeyPair.Duplicate: The keypair already exists"),
                Instant.EPOCH);

        assertThat(run.facts().builds().get(0).keyRefused()).isTrue();
    }

    @Test
    void groupIsRefusedOnlyWhenPackerFailedRightThere() {
        assertThat(failed("UnauthorizedOperation: no", "Creating temporary security group for this instance: " + KEY)
                        .groupRefused())
                .isTrue();
        assertThat(failed(
                                "Timed out waiting for security group sg-1",
                                "Creating temporary security group for this instance: " + KEY)
                        .groupRefused())
                .isFalse();
        assertThat(failed(
                                "Script exited with non-zero exit status: 1",
                                "Creating temporary security group for this instance: " + KEY,
                                "Authorizing access to port 22 from [0.0.0.0/0] in the temporary security groups...",
                                "Launching a source AWS instance...")
                        .groupRefused())
                .isFalse();
    }

    @Test
    void refusedCopyIsKnownByItsRegion() {
        assertThat(failed("Error Copying AMI (ami-1) to region (eu-west-1): UnauthorizedOperation", "x")
                        .copiesRefused())
                .containsExactly("eu-west-1");
    }

    @Test
    void nameThatIsTakenBeforeTheLaunchIsOfAnothersImage() {
        String why = "Error: AMI Name: 'web-1' is used by an existing AMI: ami-1";
        String name = "Prevalidating AMI Name: web-1";

        assertThat(failed(why, name).imageNames()).isEmpty();
        assertThat(failed(why, name, "Launching a source AWS instance...").imageNames())
                .containsExactly("web-1");
    }

    private static BuildTrace failed(String why, String... lines) {
        PackerRun run = new PackerRun();
        for (String line : lines) {
            run.accept(new PackerEvent.Say(Instant.EPOCH, "web", line), Instant.EPOCH);
        }
        run.accept(new PackerEvent.BuildError(Instant.EPOCH, "web", why), Instant.EPOCH);
        return run.facts().builds().get(0);
    }

    @Test
    void withForceTheNameIsThatOfTheOwnInstancesImage() {
        BuildTrace trace = said(
                "Force Deregister flag found, skipping prevalidating AMI Name",
                "Launching a source AWS instance...",
                "Instance ID: i-3928afdd1a237cebe",
                "Connected to SSH!",
                "Stopping the source instance...",
                "Creating AMI production from instance i-0badbadbadbadbad0",
                "Creating AMI web-1 from instance i-3928afdd1a237cebe");

        assertThat(trace.imageNames()).containsExactly("web-1");
    }

    @Test
    void artifactLinesNameEverythingThatIsAResult() {
        PackerRun run = new PackerRun();
        for (String id : List.of(
                "us-west-2:ami-84fd4bd1e17ced138",
                "us-west-2:vol-84fd4bd1e17ced138",
                "<sensitive>:ami-f2840e643f82dc036")) {
            run.accept(new PackerEvent.Artifact(Instant.EPOCH, "web", 0, "id", id), Instant.EPOCH);
        }

        assertThat(run.facts().results())
                .isEqualTo(Set.of("ami-84fd4bd1e17ced138", "vol-84fd4bd1e17ced138", "ami-f2840e643f82dc036"));
    }
}
