package io.jenkins.plugins.amibakery.steps.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DeployParametersTest {
    private static final String AMI = "ami-0d53cc9bd365ad65b";
    private static final String OTHER = "ami-0bf6cf6a57a3dae02";

    @Test
    void anEnvironmentIsEnough() {
        assertThatCode(() -> with(parameters -> {}).check()).doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeRightIsSaidInOneLine() {
        assertRefused(parameters -> parameters.environment = " ", "environment is empty");
        assertRefused(parameters -> parameters.environment = "de v", "Not an environment: 'de v'");
        assertRefused(parameters -> parameters.action = "apply", "must be deploy, plan, destroy or init");
        assertRefused(parameters -> parameters.setRegion("mars"), "mars");
        assertRefused(parameters -> parameters.ami = AmiChoice.of("latest"), "Not an AMI id: 'latest'");
        assertRefused(parameters -> parameters.approved = "", "the plan is incomplete and has no digest");
        assertRefused(parameters -> parameters.approved = "yes", "give the digest that action: 'plan' returned");
        assertRefused(parameters -> parameters.graceSeconds = 0, "graceSeconds is 0; it must be 1 or more.");
        assertRefused(parameters -> parameters.setExternalId("x"), "also give roleArn");
        assertRefused(parameters -> parameters.parameters.put("AMI_ID", "x"), "The parameter 'AMI_ID' is set by");
        assertRefused(
                parameters -> {
                    parameters.setProfile("p");
                    parameters.setCredentialsId("c");
                },
                "profile and credentialsId cannot be combined");
        assertRefused(
                parameters -> {
                    parameters.modules.add("vpc.cfn");
                    parameters.tags.add("vpc");
                },
                "'tags' and 'modules' cannot be combined");
    }

    @Test
    void onlyADeploymentFollowsAnApprovedPlan() {
        assertRefused(
                parameters -> {
                    parameters.approved = "sha256:" + "0".repeat(64);
                    parameters.action = "destroy";
                },
                "approved applies to a deployment; leave it out to destroy.");
    }

    @Test
    void theImageMayBeWhatABakeReturned() {
        assertThat(ami(List.of(baked(AMI, "us-west-2")), null)).isEqualTo(AMI);
        assertThat(ami(baked(AMI, "us-west-2"), null)).isEqualTo(AMI);
        assertThat(ami(new StringBuilder(AMI), null)).isEqualTo(AMI);
        assertThat(ami("", null)).isNull();
    }

    @Test
    void ofImagesOfSeveralRegionsTheOneOfTheRegionIsTaken() {
        List<Object> both = List.of(baked(OTHER, "eu-west-1"), baked(AMI, "us-west-2"));

        assertThat(ami(both, "us-west-2")).isEqualTo(AMI);
        assertRefused(
                parameters -> parameters.ami = AmiChoice.of(both),
                "ami has AMIs of eu-west-1, us-west-2; also give region");
        assertRefused(
                parameters -> {
                    parameters.ami = AmiChoice.of(baked(AMI, "us-west-2"));
                    parameters.setRegion("eu-west-1");
                },
                "ami has no AMI of eu-west-1 but ami-0d53cc9bd365ad65b of us-west-2");
        assertRefused(parameters -> parameters.ami = AmiChoice.of(Map.of("ami", AMI)), "a map without 'id'");
    }

    @Test
    void variablesArePutInButNotIntoNamesOfSecrets() {
        DeployParameters given = with(parameters -> {
            parameters.environment = "$WHERE";
            parameters.ami = AmiChoice.of("$AMI_ID");
            parameters.secretParameters.put("DB", "PASSWORD");
        });

        DeployParameters expanded = given.expanded(
                text -> text.replace("$WHERE", "qa").replace("$AMI_ID", AMI).replace("PASSWORD", "hunter2"));

        assertThat(expanded.environment).isEqualTo("qa");
        assertThat(expanded.amiId()).isEqualTo(AMI);
        assertThat(expanded.secretParameters).containsExactly(Map.entry("DB", "PASSWORD"));
    }

    @Test
    void theStateOfADeploymentIsSavedWithAllItsParts() throws Exception {
        DeployState state = new DeployState("web-1-00000000", 1, true);
        state.things = new ArrayList<>(List.of("stack us-west-2/web"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
            out.writeObject(with(parameters -> parameters.ami = AmiChoice.of(baked(AMI, "us-west-2"))));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            DeployState read = (DeployState) in.readObject();
            assertThat(read.things).containsExactly("stack us-west-2/web");
            assertThat(read.controlName()).isEqualTo("web-1-00000000-plan");
            assertThat(((DeployParameters) in.readObject()).amiId()).isEqualTo(AMI);
        }
    }

    private static Map<String, Object> baked(String id, String region) {
        return Map.of("id", id, "region", region, "name", "web-1", "snapshots", List.of());
    }

    private static String ami(Object given, String region) {
        DeployParameters parameters = with(each -> {
            each.ami = AmiChoice.of(given);
            each.setRegion(region);
        });
        parameters.check();
        return parameters.amiId();
    }

    private static DeployParameters with(Consumer<DeployParameters> change) {
        DeployParameters parameters = new DeployParameters();
        parameters.environment = "dev";
        change.accept(parameters);
        return parameters;
    }

    private static void assertRefused(Consumer<DeployParameters> change, String message) {
        assertThatThrownBy(() -> with(change).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
