package io.jenkins.plugins.amibakery.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jenkins.plugins.amibakery.engine.aws.AwsCloud;
import io.jenkins.plugins.amibakery.engine.bake.LostBake;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.ownership.Plan;
import io.jenkins.plugins.amibakery.engine.ownership.Sightings;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What may be done on the controller for a bake whose agent is gone. */
@Tag("hostile")
class ControllerSweepTest {
    @Test
    void noFileIsSoMuchAsNamed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "hudson..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("LockUse")
                .check(new ClassFileImporter().importClasses(LostBake.class));
    }

    @Test
    void whatPackerNamedNothingOfIsLookedForNowhere() throws InterruptedException {
        RemoteIdentity keys = keys(Map.of()).onController(Map.of()).orElseThrow();
        LostBake lost = new LostBake(
                "job-1-0a1b2c3d", new PackerRun().facts(), Plan.UNKNOWN, Sightings.NONE, List.of("us-west-2"));

        BakeReport report;
        try (Cloud cloud = new AwsCloud(keys.access(Optional.empty()))) {
            report = lost.swept(cloud);
        }

        assertThat(report.amis()).isEmpty();
        assertThat(report.leftovers()).isEmpty();
        assertThat(report.failures()).hasSize(1);
    }

    @Test
    void ofTheJobsEnvironmentOnlyItsKeysCount() {
        RemoteIdentity identity = keys(Map.of(
                        "AWS_CONFIG_FILE", "/var/jenkins_home/secrets/master.key",
                        "AWS_CA_BUNDLE", "/etc/shadow",
                        "HTTPS_PROXY", "http://attacker:1",
                        "AWS_ENDPOINT_URL", "http://attacker:2",
                        "AWS_ACCESS_KEY_ID", "AKIAOFTHEJOB00000000",
                        "AWS_SECRET_ACCESS_KEY", "its-secret"))
                .onController(Map.of("HTTPS_PROXY", "http://ours:3"))
                .orElseThrow();

        assertThat(identity.environment()).containsExactlyEntriesOf(Map.of("HTTPS_PROXY", "http://ours:3"));
        assertThat(identity.accessKeyId()).isEqualTo("AKIAOFTHEJOB00000000");
    }

    @Test
    void anIdentityOfTheAgentsOwnIsNoneHere() {
        Optional<RemoteIdentity> instanceRole =
                RemoteIdentity.ofEnvironment(new HashMap<>()).onController(Map.of());
        Optional<RemoteIdentity> profile = keys(Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "s"))
                .withProfile("prod")
                .onController(Map.of());

        assertThat(instanceRole).isEmpty();
        assertThat(profile).isEmpty();
    }

    private static RemoteIdentity keys(Map<String, String> environment) {
        HashMap<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("AWS_ACCESS_KEY_ID", "AKIAOFTHEJOB00000000");
        all.putIfAbsent("AWS_SECRET_ACCESS_KEY", "its-secret");
        return RemoteIdentity.ofEnvironment(all);
    }
}
