package io.jenkins.plugins.amibakery.steps.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.engine.aws.access.AssumedRole;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As whom a step acts, where the agent, the step, its build and the controller each say something. */
class ResolvedIdentityTest {
    private static final StaticKeys OF_STEP =
            new StaticKeys("AKIASTEP", "secret-of-the-step", Optional.of("token-of-the-step"));
    private static final StaticKeys OF_CONTROLLER = new StaticKeys("AKIACTRL", "secret-of-all", Optional.empty());

    private final Map<String, String> agent = new HashMap<>();
    private final Map<String, String> build = new HashMap<>();
    private final AmiBakeryConfiguration configuration = new AmiBakeryConfiguration();
    private final Played.Place site = new Played.Place();
    private final Question step = new Question();
    private final Secrets secrets = new Secrets();

    ResolvedIdentityTest() {
        site.environment = build;
        site.keys = Map.of("step", OF_STEP, "all", OF_CONTROLLER);
    }

    @Test
    void withoutAnythingTheAgentsSurroundingsDecide() throws Exception {
        agent.put("AWS_PROFILE", "of-the-agent");

        ResolvedIdentity actor = resolved(step);

        assertThat(actor.identity().hasKeys()).isFalse();
        assertThat(actor.identity().profile()).isNull();
        assertThat(actor.identity().environment()).containsEntry("AWS_PROFILE", "of-the-agent");
    }

    @Test
    void whatIsConfiguredComesBeforeTheAgentsSurroundings() throws Exception {
        agent.put("AWS_PROFILE", "of-the-agent");
        configuration.setCredentialsId("all");

        assertThat(resolved(step).identity().accessKeyId()).isEqualTo("AKIACTRL");
    }

    @Test
    void keysInTheStepsOwnEnvironmentComeBeforeWhatIsConfigured() throws Exception {
        configuration.setCredentialsId("all");
        build.put("AWS_ACCESS_KEY_ID", "AKIABUILD");
        build.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-build");

        ResolvedIdentity actor = resolved(step);

        assertThat(actor.identity().hasKeys()).isFalse();
        assertThat(actor.identity().environment()).containsEntry("AWS_ACCESS_KEY_ID", "AKIABUILD");
    }

    @Test
    void whatTheStepNamesComesFirst() throws Exception {
        configuration.setCredentialsId("all");
        build.put("AWS_ACCESS_KEY_ID", "AKIABUILD");
        step.setCredentialsId("step");

        assertThat(resolved(step).identity().accessKeyId()).isEqualTo("AKIASTEP");
        assertThat(resolved(step).identity().sessionToken()).isEqualTo("token-of-the-step");
    }

    @Test
    void aProfileIsTheAgentsAndNeedsNoKeys() throws Exception {
        configuration.setCredentialsId("all");
        step.setProfile("ci");

        ResolvedIdentity actor = resolved(step);

        assertThat(actor.identity().profile()).isEqualTo("ci");
        assertThat(actor.identity().hasKeys()).isFalse();
    }

    @Test
    void theRoleComesOnTopAndIsCalledByTheWork() throws Exception {
        step.setCredentialsId("step");
        step.setRoleArn("arn:aws:iam::123456789012:role/baker");
        step.setExternalId("ours");

        ResolvedIdentity actor = resolved(step);

        assertThat(actor.identity().accessKeyId()).isEqualTo("AKIASTEP");
        assertThat(actor.identity().roleArn()).isEqualTo("arn:aws:iam::123456789012:role/baker");
        assertThat(actor.identity().externalId()).isEqualTo("ours");
        assertThat(actor.identity().sessionName()).isEqualTo("job-1-0a1b2c3d");
        assertThat(actor.identity().sessionSeconds()).isEqualTo(3_600);
    }

    @ParameterizedTest
    @CsvSource({
        "job-1-0a1b2c3d, job-1-0a1b2c3d",
        "a b/c:d-1-0a1b2c3d, a-b-c-d-1-0a1b2c3d",
        "äöü-1-0a1b2c3d, ----1-0a1b2c3d",
        "LONG-job-1-0a1b2c3d, ob-1-0a1b2c3d",
    })
    void whateverAJobIsCalledARolesSessionTakesItsName(String id, String end) throws Exception {
        step.setRoleArn("arn:aws:iam::123456789012:role/baker");
        String whole = id.replace("LONG", "0123456789".repeat(6));

        String name = ResolvedIdentity.of(step, site, whole, true, agent, configuration)
                .identity()
                .sessionName();

        assertThat(name).hasSizeLessThanOrEqualTo(64).endsWith(end);
        assertThat(whole.length() <= 64 ? end : name).isEqualTo(name);
    }

    @Test
    void aStepsVariablesCountOverItsAgents() throws Exception {
        agent.put("AWS_REGION", "eu-west-1");
        build.put("AWS_REGION", "us-west-2");
        secrets.further.put("AWS_REGION", "us-east-1");

        assertThat(resolved(step).region()).isEqualTo("us-west-2");
        assertThat(resolved(secrets).region()).as("the step's own parameter").isEqualTo("us-east-1");
    }

    @Test
    void aSecretIsWhatTheVariableOfThatNameHolds() throws Exception {
        build.put("DB_PASSWORD", "hunter2hunter2");
        secrets.names.put("db_password", "DB_PASSWORD");

        ResolvedIdentity actor = resolved(secrets);

        assertThat(actor.secrets()).containsExactly(Map.entry("db_password", "hunter2hunter2"));
        assertThat(actor.masker().mask("it is hunter2hunter2")).isEqualTo("it is ****");
    }

    @Test
    void whoeverMistookNameForValueDoesNotReadTheSecretInTheLog() {
        secrets.names.put("db_password", "hunter2hunter2");

        assertThatThrownBy(() -> resolved(secrets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "secretVars: the environment has no variable of the name given for 'db_password'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void workThatOnlyHasToEndPassesOverASecretThatIsGone() throws Exception {
        secrets.names.put("db_password", "DB_PASSWORD");

        ResolvedIdentity actor = ResolvedIdentity.of(secrets, site, "job-1-0a1b2c3d", false, agent, configuration);

        assertThat(actor.secrets()).isEmpty();
    }

    @Test
    void workWhoseBuildWasDeletedHasNoCommitAndCanStillEnd() throws Exception {
        assertThat(ResolvedIdentity.commit("", site)).isEmpty();
        assertThat(ResolvedIdentity.commit("a".repeat(40), site)).isEqualTo("a".repeat(40));
    }

    @Test
    void everySecretThatIsKnownIsHidden() throws Exception {
        step.setCredentialsId("step");
        agent.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token-of-the-container");
        build.put("API_TOKEN", "token-of-an-api");
        build.put("STAGE", "production");
        site.sensitive = Set.of("API_TOKEN", "NOT_SET");

        String masked = resolved(step)
                .masker()
                .mask("secret-of-the-step token-of-the-step token-of-the-container token-of-an-api production");

        assertThat(masked).isEqualTo("**** **** **** **** production");
    }

    @Test
    void noneOfThemIsInItsText() throws Exception {
        step.setCredentialsId("step");
        build.put("API_TOKEN", "token-of-an-api");

        assertThat(resolved(step)).hasToString("ResolvedIdentity[RemoteIdentity[AKIASTEP]]");
    }

    @Test
    void withoutItsAgentKeysAloneGoOnAndNothingOfItsEnvironment() throws Exception {
        step.setCredentialsId("step");
        build.put("AWS_CONFIG_FILE", "/of/the/job");
        build.put("HTTPS_PROXY", "http://evil/");

        ResolvedIdentity actor = resolved(step).onController(Map.of("HTTPS_PROXY", "http://proxy/"));

        assertThat(actor.identity().accessKeyId()).isEqualTo("AKIASTEP");
        assertThat(actor.identity().environment()).containsExactly(Map.entry("HTTPS_PROXY", "http://proxy/"));
    }

    @Test
    void keysOfTheBuildsEnvironmentGoOnWithoutItsAgentToo() throws Exception {
        build.put("AWS_ACCESS_KEY_ID", "AKIABUILD");
        build.put("AWS_SECRET_ACCESS_KEY", "secret-of-the-build");

        assertThat(resolved(step).onController(Map.of()).identity().accessKeyId())
                .isEqualTo("AKIABUILD");
    }

    @Test
    void anAgentsOwnIdentityIsGoneWithIt() throws Exception {
        agent.put("AWS_PROFILE", "of-the-agent");
        assertThat(resolved(step).onController(Map.of())).isNull();

        step.setProfile("ci");
        assertThat(resolved(step).onController(Map.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // AWS_REGION, AWS_DEFAULT_REGION, configured, region, default
        "us-west-2, eu-west-1, us-east-1, us-west-2,",
        ", eu-west-1, us-east-1, eu-west-1, us-east-1",
        "'', eu-west-1, us-east-1, eu-west-1, us-east-1",
        "'', '', us-east-1, us-east-1, us-east-1",
        ", , us-east-1, us-east-1, us-east-1",
        "' ', , us-east-1, us-east-1, us-east-1",
        ", , , '',",
        "'', '', , '',",
    })
    void aVariableThatIsSetToNothingNamesNoRegion(
            String variable, String other, String configured, String region, String inDefault) throws Exception {
        put("AWS_REGION", variable);
        put("AWS_DEFAULT_REGION", other);
        configuration.setDefaultRegion(configured);

        assertThat(resolved(step).region()).isEqualTo(region);
        assertThat(resolved(step).defaultRegion()).isEqualTo(inDefault);
    }

    @Test
    void theEndpointIsTheEnvironmentsElseTheConfiguredOne() throws Exception {
        assertThat(resolved(step).ec2Endpoint()).isNull();
        configuration.setEndpoint("http://configured:5000");
        assertThat(resolved(step).ec2Endpoint()).isEqualTo("http://configured:5000");
        build.put("AWS_ENDPOINT_URL", "http://all:5000");
        assertThat(resolved(step).ec2Endpoint()).isEqualTo("http://all:5000");
        build.put("AWS_ENDPOINT_URL_EC2", "http://ec2:5000");
        assertThat(resolved(step).ec2Endpoint()).isEqualTo("http://ec2:5000");
        build.put("AWS_ENDPOINT_URL_EC2", " ");
        assertThat(resolved(step).ec2Endpoint()).isEqualTo("http://all:5000");
    }

    @Test
    void theProgramSeesTheStepsVariablesAndNoneThatLeadsElsewhere() throws Exception {
        Played.Order order = new Played.Order();
        agent.put("AWS_PROFILE", "of-the-agent");
        build.put("AWS_ACCESS_KEY_ID", "AKIABUILD");
        build.put("STAGE", "bake");

        Map<String, String> launched = ResolvedIdentity.of(order, site, "job-1-0a1b2c3d", true, agent, configuration)
                .launchEnvironment(order, site);

        assertThat(launched)
                .containsEntry("AWS_ACCESS_KEY_ID", "AKIABUILD")
                .containsEntry("STAGE", "bake")
                .containsEntry("AWS_PROFILE", "");
    }

    private void put(String name, String value) {
        if (value != null) {
            build.put(name, value);
        }
    }

    private ResolvedIdentity resolved(AwsTaskRequest order) throws IOException, InterruptedException {
        return ResolvedIdentity.of(order, site, "job-1-0a1b2c3d", true, agent, configuration);
    }

    private static final class Secrets implements AwsTaskRequest {
        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, String> names = new LinkedHashMap<>();
        private final LinkedHashMap<String, String> further = new LinkedHashMap<>();

        @Override
        public String noun() {
            return "bake";
        }

        @Override
        public String getCredentialsId() {
            return null;
        }

        @Override
        public String getProfile() {
            return null;
        }

        @Override
        public Optional<AssumedRole> role(String sessionName) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> furtherEnvironment() {
            return further;
        }

        @Override
        public Map<String, String> secretNames() {
            return names;
        }

        @Override
        public String secretsField() {
            return "secretVars";
        }

        @Override
        public void check() {}
    }
}
