package io.jenkins.plugins.amibakery.engine.runway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.deploy.Deploy;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailure;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunwayFileTest {
    private static final String RUNWAY = """
            ignore_git_branch: true
            deployments:
              - name: network
                modules:
                  - path: vpc.cfn
                    tags: [vpc, base]
                environments: &where {dev: true, prod: true}
                regions: [us-west-2]
                parameters: &given
                  namespace: shop-${env DEPLOY_ENVIRONMENT}
                  cfngin_bucket: ${var prefix}-${env AWS_REGION}
              - name: app
                modules:
                  - path: app.cfn
                    tags: [app, base]
                  - path: site.web
                    tags: [site]
                environments: *where
                regions: [us-west-2]
                parameters:
                  <<: *given
                  size: small
            """;
    private static final String CFNGIN = """
            namespace: ${namespace}
            cfngin_bucket: ${cfngin_bucket}
            persistent_graph_key: app
            stacks:
              app:
                template_path: app.yml
                variables:
                  Image: ${env AMI_ID}
                  Extra: ${env EXTRA::default=none}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("runway.yml"), RUNWAY);
        Files.writeString(directory.resolve("runway.variables.yml"), "prefix: acme\n");
        for (String module : new String[] {"vpc.cfn", "app.cfn", "site.web"}) {
            Files.createDirectory(directory.resolve(module));
        }
        Files.writeString(directory.resolve("app.cfn/cfngin.yml"), CFNGIN);
        Files.writeString(directory.resolve("app.cfn/dev-us-west-2.env"), "size: 1\n");
    }

    private DeployRequest.Builder deploy(String environment) {
        return DeployRequest.of(DeployAction.DEPLOY, directory, environment)
                .ami(Optional.of(new AmiId("ami-0abc1230000000001")));
    }

    private static RunwaySelection check(DeployRequest.Builder request) {
        DeployRequest built = request.build();
        return RunwayFile.read(built, Map.of()).check(built);
    }

    @Test
    void theVariablesThatItsFilesLookUpAreNamedButForThoseOfTheRequest() {
        DeployRequest request = deploy("dev").parameters(Map.of()).build();
        assertThat(RunwayFile.read(request, Map.of()).variables(request)).containsExactly("AWS_REGION", "EXTRA");
        DeployRequest given = deploy("dev").parameters(Map.of("EXTRA", "1")).build();
        assertThat(RunwayFile.read(given, Map.of()).variables(given)).containsExactly("AWS_REGION");
    }

    @Test
    void stacksAndLocksAreNamedBeforeAnythingStarts() {
        RunwaySelection selection = check(deploy("dev"));
        assertThat(selection.scope().stackNames()).isEqualTo(Map.of("us-west-2/app", "shop-dev-app"));
        assertThat(selection.scope().locks()).singleElement().satisfies(lock -> {
            assertThat(lock.bucket()).isEqualTo("acme-us-west-2");
            assertThat(lock.key()).isEqualTo("persistent_graphs/shop-dev/app.json");
        });
        assertThat(selection.tags()).isEmpty();
    }

    @Test
    void modulesOfOtherKindsAreSaidToBeUnread() throws IOException {
        assertThat(check(deploy("dev")).scope().unread()).containsExactly("site.web");
        Files.writeString(directory.resolve("runway.yml"), RUNWAY.replace("site.web", "network"));
        Files.createDirectory(directory.resolve("network"));
        assertThat(check(deploy("dev")).scope().unread()).isEmpty();
        Files.writeString(directory.resolve("network/peering.tf"), "");
        assertThat(check(deploy("dev")).scope().unread()).containsExactly("network");
    }

    @Test
    void anUnknownEnvironmentIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> check(deploy("staging")))
                .hasMessageStartingWith("runway.yml has no environment 'staging'; it has dev, prod.");
    }

    @Test
    void aRegionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> check(deploy("dev").region(Optional.of(new Region("eu-west-1")))))
                .hasMessageStartingWith("runway.yml: deployment 'network' is not for eu-west-1 but for us-west-2.");
        assertThat(check(deploy("dev").region(Optional.of(new Region("us-west-2")))))
                .isNotNull();
    }

    @Test
    void oneOfSeveralRegionsCannotBeHadAlone() throws IOException {
        Files.writeString(directory.resolve("runway.yml"), RUNWAY.replace("[us-west-2]", "[us-west-2, eu-west-1]"));
        assertThatThrownBy(() -> check(deploy("dev").region(Optional.of(new Region("us-west-2")))))
                .hasMessageContaining("at once, and Runway cannot be held to us-west-2 alone");
    }

    @Test
    void aModuleThatIsNotThereIsRefused() throws IOException {
        Files.delete(directory.resolve("site.web"));
        assertThatThrownBy(() -> check(deploy("dev")))
                .hasMessageStartingWith("runway.yml: the module 'site.web' of deployment 'app' is not there");
    }

    @Test
    void modulesAreTakenByTheTagsThatTakeJustThem() {
        assertThat(check(deploy("dev").modules(Set.of("vpc"))).tags()).isEqualTo(Set.of("vpc", "base"));
        assertThat(check(deploy("dev").modules(Set.of("vpc", "app.cfn"))).tags())
                .isEqualTo(Set.of("base"));
        assertThatThrownBy(() -> check(deploy("dev").modules(Set.of("vpc", "site"))))
                .hasMessageContaining("none takes just");
        assertThatThrownBy(() -> check(deploy("dev").modules(Set.of("vcp"))))
                .hasMessageStartingWith("runway.yml has no module 'vcp'; it has vpc.cfn, app.cfn, site.web.");
        assertThatThrownBy(() -> check(deploy("dev").tags(Set.of("nosuch"))))
                .hasMessageContaining("tags there are: vpc, base, app, site");
    }

    @Test
    void aVariableThatIsNotGivenIsRefusedBeforeHalfIsDone() {
        DeployRequest.Builder without = DeployRequest.of(DeployAction.DEPLOY, directory, "dev");
        assertThatThrownBy(() -> check(without))
                .hasMessageStartingWith("app.cfn/cfngin.yml wants ${env AMI_ID}, and no AMI is named.");
        assertThat(check(DeployRequest.of(DeployAction.DESTROY, directory, "dev")))
                .isNotNull();
    }

    @Test
    void invalidYamlIsNamedWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("runway.yml"), "deployments:\n  - name: [a\n");
        assertThatThrownBy(() -> check(deploy("dev"))).hasMessageStartingWith("runway.yml:3:1: ");
        Files.writeString(directory.resolve("runway.yml"), "deployments: []\ndeployments: []\n");
        assertThatThrownBy(() -> check(deploy("dev"))).hasMessageContaining("a name is given twice");
        Files.writeString(directory.resolve("runway.yml"), "- a\n");
        assertThatThrownBy(() -> check(deploy("dev")))
                .hasMessageContaining("it holds a list instead of names and values");
        Files.writeString(directory.resolve("runway.yml"), "deployments:\n  - module: x\n");
        assertThatThrownBy(() -> check(deploy("dev")))
                .hasMessageStartingWith(
                        "runway.yml: deployment 'deployment_1' has 'module', which Runway does not know");
        Files.writeString(directory.resolve("runway.yml"), "a: !!javax.script.ScriptEngineManager []\n");
        assertThatThrownBy(() -> check(deploy("dev")))
                .hasMessageContaining("runway.yml:1:4: tags are not allowed, only plain values");
    }

    @Test
    void aMissingFileOrDirectoryIsNamed() throws IOException {
        Files.delete(directory.resolve("runway.yml"));
        assertThatThrownBy(() -> check(deploy("dev"))).hasMessageStartingWith("There is no runway.yml in '");
        DeployRequest elsewhere = DeployRequest.of(DeployAction.PLAN, directory.resolve("nowhere"), "dev")
                .build();
        assertThatThrownBy(() -> RunwayFile.read(elsewhere, Map.of()))
                .hasMessageStartingWith("There is no directory '");
    }

    @Test
    void anOldRunwayIsRefused() {
        DeployRequest request = deploy("dev").build();
        assertThatThrownBy(() -> Deploy.plan(request, Map.of(), new RunwayVersion(2, 5, 9)))
                .hasMessageStartingWith("runway is Runway 2.5.9, too old.");
        assertThat(Deploy.plan(request, Map.of(), new RunwayVersion(2, 8, 4))
                        .command()
                        .words())
                .containsExactly("runway", "deploy", "--ci");
    }

    @Test
    void aLockedModuleIsNamedWithItsRelease() {
        RunwayFacts facts = new RunwayFacts(
                List.of(),
                List.of(),
                List.of(),
                List.of("app.app.cfn (us-west-2)"),
                List.of("Persistent graph is locked. This action requires the graph to be unlocked to be executed."),
                Map.of(),
                List.of(),
                1);
        assertThat(RunwayFailures.of(facts, check(deploy("dev")).scope()))
                .singleElement()
                .extracting(DeployFailure::line)
                .isEqualTo("app.app.cfn (us-west-2): CFNgin's lock is held; release it with: aws s3api"
                        + " delete-object-tagging --region us-west-2 --bucket acme-us-west-2 --key"
                        + " persistent_graphs/shop-dev/app.json. If no other deployment runs, the lock was left by one"
                        + " that was killed: release it (--release-lock) and deploy again.");
        assertThat(RunwayFailures.of(facts, check(deploy("dev")).scope()).get(0).lineInJenkins())
                .endsWith("the lock was left by one that was killed: deploy again with releaseLock: true.");
    }

    @Test
    void theDigestOfTheFilesChangesWithAnyOfThemAndWithNothingElse() throws IOException {
        String before = PlanFiles.digest(check(deploy("dev")));
        Files.createDirectories(directory.resolve("app.cfn/.runway"));
        Files.writeString(directory.resolve("app.cfn/.runway/cache"), "x");
        assertThat(PlanFiles.digest(check(deploy("dev")))).isEqualTo(before);
        Files.writeString(directory.resolve("app.cfn/dev-us-west-2.env"), "size: 2\n");
        assertThat(PlanFiles.digest(check(deploy("dev")))).isNotEqualTo(before);
    }

    @Test
    void theProjectsOwnDeploymentIsSound() {
        for (String environment : new String[] {"dev", "qa", "prod"}) {
            DeployRequest request = DeployRequest.of(DeployAction.DEPLOY, Path.of("runway"), environment)
                    .ami(Optional.of(new AmiId("ami-0abc1230000000001")))
                    .build();
            RunwaySelection selection = RunwayFile.read(request, Map.of()).check(request);
            assertThat(selection.scope().stackNames().values())
                    .containsExactlyInAnyOrder(
                            "img-mgr-" + environment + "-cfngin-bucket",
                            "img-mgr-" + environment + "-vpc",
                            "img-mgr-" + environment + "-img-mgr");
            assertThat(selection.scope().locks()).hasSize(2);
            assertThat(selection.scope().unread()).isEmpty();
        }
    }

    private void regions(String regions, String variables) throws IOException {
        Files.writeString(directory.resolve("runway.yml"), RUNWAY.replaceAll("    regions: .*", "    " + regions));
        Files.writeString(directory.resolve("runway.variables.yml"), "prefix: acme\n" + variables);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions: \\${var regions.\\${env DEPLOY_ENVIRONMENT}}",
                "parallel_regions: \\${var regions.\\${env DEPLOY_ENVIRONMENT}}",
                "regions: {parallel: '\\${var regions.\\${env DEPLOY_ENVIRONMENT}}'}",
                "regions: \\${var regions.\\${env NOWHERE::default=dev}}",
                "regions: ['\\${var one}', '\\${env NOWHERE::default=us-east-1}']"
            })
    void aRegionIsRefusedWhereALookupStandsForTwo(String regions) throws IOException {
        regions(regions, "one: us-west-2\nregions: {dev: [us-west-2, us-east-1], prod: [eu-west-1]}\n");

        assertThat(check(deploy("dev")).regions()).containsExactlyInAnyOrder("us-west-2", "us-east-1");
        assertThatThrownBy(() -> check(deploy("dev").region(Optional.of(new Region("us-west-2")))))
                .hasMessageContaining(
                        "goes to us-west-2, us-east-1 at once, and Runway cannot be held to us-west-2 alone");
        assertThatThrownBy(() -> check(deploy("dev").region(Optional.of(new Region("ap-south-1")))))
                .hasMessageContaining("is not for ap-south-1 but for us-west-2, us-east-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions: ['\\${env AWS_REGION}']",
                "regions: \\${env AWS_REGION}",
                "regions: ['\\${env AWS_REGION::default=eu-west-1}']"
            })
    void aRegionChoosesWhereRunwayTakesItFromTheEnvironment(String regions) throws IOException {
        regions(regions, "");

        assertThat(check(deploy("dev").region(Optional.of(new Region("ap-south-1"))))
                        .regions())
                .containsExactly("ap-south-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions: \\${ssm /regions}",
                "regions: ['us-west-2', '\\${cfn net.Region}']",
                "regions: \\${env REGIONS::load=json,default=[]}",
                "regions: \\${env NOWHERE::default=us-west-2,transform=str}",
                "parallel_regions: \\${var nowhere}"
            })
    void aRegionIsRefusedWhereOnlyRunwayKnowsTheOthers(String regions) throws IOException {
        regions(regions, "");

        assertThat(check(deploy("dev")).regions()).anyMatch(code -> code.contains("${"));
        assertThatThrownBy(() -> check(deploy("dev").region(Optional.of(new Region("us-west-2")))))
                .hasMessageContaining("runway.yml: deployment 'network' takes its regions from '${")
                .hasMessageContaining("which only Runway can resolve, and so cannot be held to us-west-2");
    }

    @Test
    void anUnknownEnvironmentIsRefusedWhereALookupStandsForAll() throws IOException {
        String text =
                RUNWAY.replace("&where {dev: true, prod: true}", "${var all}").replace("*where", "${var all}");
        Files.writeString(directory.resolve("runway.yml"), text);
        Files.writeString(directory.resolve("runway.variables.yml"), "prefix: acme\nall: {dev: true, prod: true}\n");

        assertThat(check(deploy("dev")).regions()).containsExactly("us-west-2");
        assertThatThrownBy(() -> check(deploy("staging")))
                .hasMessageStartingWith("runway.yml has no environment 'staging'; it has dev, prod.");
    }
}
