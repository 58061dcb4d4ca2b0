package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.it.acceptance.Recorder.Call;
import io.jenkins.plugins.amibakery.it.acceptance.Recorder.Caller;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As whom a bake calls AWS: packer and the plugin are always the same. */
@ExtendWith(BakeryExtension.class)
class IdentityIT {
    private static final String ENVIRONMENT = "AKIAOFTHEENVIRONMENT";
    private static final String CREDENTIALS = "AKIAOFTHECREDENTIALS";
    private static final String PROFILE = "AKIAOFTHEPROFILE0000";
    private static final String ROLE = "arn:aws:iam::123456789012:role/baker";

    private final Bakery bakery;
    private Recorder recorder;

    IdentityIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @BeforeEach
    void record() {
        recorder = Recorder.before(bakery.cloud());
        bakery.cloud().settings("""
                {"accessKeys": {"%s": "a-secret-of-the-environment", "%s": "a-secret-of-the-credentials",
                 "%s": "a-secret-of-the-profile"}}""".formatted(ENVIRONMENT, CREDENTIALS, PROFILE));
    }

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void keysOfTheEnvironmentAreUsedByPackerAndPlugin() {
        bake("bakeAmi template: 'small.json', vars: vars");

        allAre(ENVIRONMENT);
    }

    @Test
    void credentialsOfTheStepAreUsedInsteadOfKeysOfTheEnvironment() {
        credentials("of-the-step");

        bake("bakeAmi template: 'small.json', vars: vars, credentialsId: 'of-the-step'");

        allAre(CREDENTIALS);
    }

    @Test
    void configuredCredentialsAreUsedOnlyWhereTheStepBringsNoIdentity() {
        credentials("configured");
        configureCredentials("'configured'");
        try {
            bake("bakeAmi template: 'small.json', vars: vars");
            allAre(ENVIRONMENT);
            recorder.calls().clear();

            bake(
                    "withEnv(['AWS_ACCESS_KEY_ID=', 'AWS_SECRET_ACCESS_KEY=']) { bakeAmi template: 'small.json', vars: vars }");
            allAre(CREDENTIALS);
        } finally {
            configureCredentials("null");
        }
    }

    @Test
    void aProfileIsUsedInsteadOfKeysOfTheEnvironment() {
        bake("""
                writeFile file: 'aws-config', text: '''[profile baker]
                aws_access_key_id = %s
                aws_secret_access_key = a-secret-of-the-profile
                '''
                withEnv(["AWS_CONFIG_FILE=${env.WORKSPACE}/aws-config", "AWS_SHARED_CREDENTIALS_FILE=${env.WORKSPACE}/none"]) {
                  bakeAmi template: 'small.json', vars: vars, profile: 'baker'
                }""".formatted(PROFILE));

        allAre(PROFILE);
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndUsedByPackerAndPlugin() {
        bake(
                "bakeAmi template: 'small.json', vars: vars, roleArn: '%s', externalId: 'the-external-id', sessionSeconds: 1800"
                        .formatted(ROLE));

        assertThat(recorder.calls("AssumeRole")).isNotEmpty().allSatisfy(call -> {
            assertThat(call.accessKey()).isEqualTo(ENVIRONMENT);
            assertThat(call.form())
                    .containsEntry("RoleArn", ROLE)
                    .containsEntry("ExternalId", "the-external-id")
                    .containsEntry("DurationSeconds", "1800");
        });
        allAreSessions();
    }

    @Test
    void aRoleIsAssumedWithTheKeysOfAProfile() {
        bake("""
                writeFile file: 'aws-config', text: '''[profile baker]
                aws_access_key_id = %s
                aws_secret_access_key = a-secret-of-the-profile
                '''
                withEnv(["AWS_CONFIG_FILE=${env.WORKSPACE}/aws-config", "AWS_SHARED_CREDENTIALS_FILE=${env.WORKSPACE}/none"]) {
                  bakeAmi template: 'small.json', vars: vars, profile: 'baker', roleArn: '%s'
                }""".formatted(PROFILE, ROLE));

        assertThat(recorder.calls("AssumeRole"))
                .isNotEmpty()
                .extracting(Call::accessKey)
                .containsOnly(PROFILE);
        allAreSessions();
    }

    private void bake(String step) {
        Map<String, String> environment = new TreeMap<>(bakery.cloud().environment());
        environment.put("AWS_ENDPOINT_URL", recorder.url());
        environment.put("AWS_ACCESS_KEY_ID", ENVIRONMENT);
        environment.put("AWS_SECRET_ACCESS_KEY", "a-secret-of-the-environment");
        String script = bakery.onAgent(
                "agent", environment, "vars += [ec2_endpoint: '%s', ticks: '1']\n%s".formatted(recorder.url(), step));
        Build build = bakery.controller().pipeline("identity", script).run();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.amiIds()).hasSize(1);
        assertThat(build.log()).doesNotContain("a-secret-of-the");
    }

    private void allAre(String accessKey) {
        assertThat(recorder.accessKeys(Caller.PACKER)).containsExactly(accessKey);
        assertThat(recorder.accessKeys(Caller.PLUGIN)).containsExactly(accessKey);
    }

    private void allAreSessions() {
        assertThat(recorder.accessKeys(Caller.PACKER)).isNotEmpty().allMatch(key -> key.startsWith("ASIA"));
        assertThat(recorder.accessKeys(Caller.PLUGIN)).isNotEmpty().allMatch(key -> key.startsWith("ASIA"));
    }

    private void credentials(String id) {
        bakery.controller().credentials("""
                        <com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl plugin="aws-credentials">
                          <scope>GLOBAL</scope><id>%s</id><description/>
                          <accessKey>%s</accessKey><secretKey>a-secret-of-the-credentials</secretKey>
                          <iamRoleArn/><iamMfaSerialNumber/>
                        </com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl>""".formatted(id, CREDENTIALS));
    }

    private void configureCredentials(String id) {
        bakery.controller()
                .script("io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().credentialsId = " + id);
    }
}
