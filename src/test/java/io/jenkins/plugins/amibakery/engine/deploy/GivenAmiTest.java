package io.jenkins.plugins.amibakery.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.cloud.FakeCloud;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.DeployAction;
import io.jenkins.plugins.amibakery.engine.model.DeployFailedException;
import io.jenkins.plugins.amibakery.engine.model.DeployRequest;
import io.jenkins.plugins.amibakery.engine.model.DeployScope;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GivenAmiTest {
    private static final Region OREGON = new Region("us-west-2");
    private static final AmiId AMI = new AmiId("ami-0d53cc9bd365ad65b");

    private final FakeCloud cloud = new FakeCloud();

    private String unknown = "";

    private String check(DeployAction action, Optional<AmiId> ami, String... regions) {
        Map<String, String> stacks = new java.util.TreeMap<>();
        List.of(regions).forEach(region -> stacks.put(region + "/web", "web-dev-web"));
        DeployScope scope = new DeployScope("lab", List.of("web.cfn"), stacks, Map.of(), List.of());
        DeployPlan plan = new DeployPlan("lab", List.of("runway"), Map.of(), scope, "2.8.4", "", unknown);
        return GivenAmi.check(
                DeployRequest.of(action, Path.of("lab"), "dev").ami(ami).build(), plan, cloud);
    }

    @Test
    void amiThatNoRegionOfTheStacksHasIsRefused() {
        cloud.has(new Region("eu-central-1"), AMI);

        assertThatThrownBy(() -> check(DeployAction.DEPLOY, Optional.of(AMI), "us-west-2"))
                .isInstanceOf(DeployFailedException.class)
                .hasMessageStartingWith(AMI + " is not in us-west-2, or this account does not see it. Give an AMI ");
        assertThat(check(DeployAction.PLAN, Optional.of(AMI), "us-west-2", "eu-central-1"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "DISABLED", "DEREGISTERED"})
    void amiThatIsNotAvailableIsRefused(AmiState state) {
        cloud.has(OREGON, AMI);
        Ami there = cloud.ami(AMI);
        cloud.has(new Ami(
                AMI,
                OREGON,
                there.name(),
                there.ownerId(),
                state,
                "",
                Optional.empty(),
                "x86_64",
                false,
                List.of(),
                Map.of()));

        assertThatThrownBy(() -> check(DeployAction.PLAN, Optional.of(AMI), "us-west-2"))
                .hasMessageStartingWith(AMI + " in us-west-2 is " + state.word() + ". Give an AMI ");
    }

    @Test
    void nothingIsAskedWhereNoAmiWasGivenOrNoneIsLaunched() {
        assertThat(check(DeployAction.DEPLOY, Optional.empty(), "us-west-2")).isEmpty();
        assertThat(check(DeployAction.DESTROY, Optional.of(AMI), "us-west-2")).isEmpty();
        assertThat(check(DeployAction.DEPLOY, Optional.of(AMI))).isEmpty();
        assertThat(cloud.questions).isZero();
    }

    @Test
    void whereRunwayActsAsSomebodyElseNobodyIsAsked() {
        DeployRequest request = DeployRequest.of(DeployAction.DEPLOY, Path.of("lab"), "dev")
                .ami(Optional.of(AMI))
                .build();
        unknown = GivenAmi.unknown(request, "Runway assumes a role of runway.yml");

        assertThat(check(DeployAction.DEPLOY, Optional.of(AMI), "us-west-2"))
                .isEqualTo("Whether " + AMI + " is available is not known: Runway assumes a role of runway.yml.");
        assertThat(cloud.questions).isZero();
    }

    @Test
    void whereEc2CannotBeAskedThatIsSaid() {
        cloud.refusesDescriptions = true;

        assertThat(check(DeployAction.DEPLOY, Optional.of(AMI), "us-west-2"))
                .isEqualTo("Whether " + AMI + " is available is not known: ec2:DescribeImages is refused.");
    }
}
