package io.jenkins.plugins.amibakery.engine.aws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2Clients;
import io.jenkins.plugins.amibakery.engine.aws.ec2.Ec2ImageCatalog;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.FailureCause;
import io.jenkins.plugins.amibakery.engine.model.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Who one is, by every way that AWS's tools know, in their order. */
@Timeout(30)
class CredentialsTest {
    private static final Region REGION = new Region("us-west-2");

    @TempDir
    private Path home;

    private PlayedAws aws;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        aws = new PlayedAws();
        Files.createDirectories(home.resolve(".aws"));
        environment.put("HOME", home.toString());
        environment.put("AWS_ENDPOINT_URL", aws.address().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void keysOfTheEnvironmentGoBeforeAProfile() throws IOException {
        config("[default]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = s\n");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "s");

        assertThat(who(access())).isEqualTo("AKIDENV");
    }

    @Test
    void halfAKeyIsNoneAndTheNextSourceIsAsked() throws IOException {
        config("[default]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = s\n");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDENV");

        assertThat(who(access())).isEqualTo("AKIDPROFILE");
    }

    @Test
    void explicitProfileGoesBeforeKeysOfTheEnvironment() throws IOException {
        config("[profile dev]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = s\n");
        environment.put("AWS_ACCESS_KEY_ID", "AKIDENV");
        environment.put("AWS_SECRET_ACCESS_KEY", "s");
        environment.put("AWS_SESSION_TOKEN", "t");

        assertThat(who(access().withProfile("dev"))).isEqualTo("AKIDPROFILE");
    }

    @Test
    void explicitKeysDoNotMixWithTheEnvironmentsToken() {
        environment.put("AWS_SESSION_TOKEN", "of-another");

        AwsCredentialsIdentity identity =
                identity(access().withKeys(new StaticKeys("AKIDGIVEN", "s", Optional.empty())));

        assertThat(identity).isNotInstanceOf(AwsSessionCredentials.class);
        assertThat(identity.accessKeyId()).isEqualTo("AKIDGIVEN");
    }

    @Test
    void temporaryKeysKeepTheirToken() {
        environment.putAll(
                Map.of("AWS_ACCESS_KEY_ID", "ASIAENV", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "token"));

        assertThat(((AwsSessionCredentials) identity(access())).sessionToken()).isEqualTo("token");
    }

    @Test
    void profileMayLieInTheCredentialsFile() throws IOException {
        Path file = home.resolve("elsewhere");
        Files.writeString(file, "[dev]\naws_access_key_id = AKIDSHARED\naws_secret_access_key = s\n");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "~/elsewhere");
        environment.put("AWS_PROFILE", "dev");

        assertThat(who(access())).isEqualTo("AKIDSHARED");
    }

    @Test
    void unknownProfileIsToldWithTheFilesLookedIn() {
        assertRefused(access().withProfile("typo"), "Profile 'typo' is not in " + home.resolve(".aws/config"));
    }

    @Test
    void profileWithSettingsAloneIsNoIdentityWhenAskedForByName() throws IOException {
        config("[profile dev]\nregion = us-west-2\n");

        assertRefused(access().withProfile("dev"), "has no keys, role, or other credentials");
    }

    @Test
    void defaultProfileWithSettingsAloneLeadsOnToTheContainer() throws IOException {
        config("[default]\nregion = us-west-2\n");
        aws.always("/creds", any -> PlayedAnswer.ok("""
                {"AccessKeyId": "ASIACONTAINER", "SecretAccessKey": "s", "Token": "t", "Expiration": "2099-01-01T00:00:00Z"}"""));
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", aws.address() + "/creds");
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Bearer pod");

        assertThat(who(access())).isEqualTo("ASIACONTAINER");
        assertThat(aws.requests("/creds"))
                .singleElement()
                .satisfies(request -> assertThat(request.authorization()).isEqualTo("Bearer pod"));
    }

    @Test
    void containersAgentElsewhereIsNotTrusted() {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://203.0.113.9/creds");

        assertRefused(access(), "AWS_CONTAINER_CREDENTIALS_FULL_URI names 203.0.113.9");
    }

    @Test
    void roleOfAProfileIsAssumedWithItsSource() throws IOException {
        config("""
                [profile base]
                aws_access_key_id = AKIDBASE
                aws_secret_access_key = s
                [profile baker]
                role_arn = arn:aws:iam::123456789012:role/baker
                source_profile = base
                external_id = agreed
                duration_seconds = 900
                """);
        aws.always("AssumeRole", any -> session("AssumeRole", "ASIABAKER"));

        assertThat(who(access().withProfile("baker"))).isEqualTo("ASIABAKER");
        assertThat(aws.requests()).singleElement().satisfies(request -> {
            assertThat(request.authorization()).contains("Credential=AKIDBASE/");
            assertThat(request.parameters())
                    .containsEntry("RoleArn", "arn:aws:iam::123456789012:role/baker")
                    .containsEntry("ExternalId", "agreed")
                    .containsEntry("DurationSeconds", "900");
        });
    }

    @Test
    void explicitRoleIsAssumedOnTopOfWhateverIdentityThereIs() {
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "s"));
        aws.always("AssumeRole", any -> session("AssumeRole", "ASIAROLE"));
        AwsAccess access = access().withRole(AssumedRole.of("arn:aws:iam::123456789012:role/baker"));

        assertThat(who(access)).isEqualTo("ASIAROLE");
        assertThat(AwsIdentity.environmentOf(access, Optional.of(REGION)))
                .containsEntry("AWS_ACCESS_KEY_ID", "ASIAROLE")
                .containsEntry("AWS_SESSION_TOKEN", "session-token")
                .containsEntry("AWS_PROFILE", "");
    }

    @Test
    void roleThatMayNotBeAssumedIsToldAsSuch() {
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "s"));
        aws.always(
                "AssumeRole",
                any -> PlayedAnswer.ok(
                                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                                        + "<Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>")
                        .withStatus(403));
        AwsAccess access = access().withRole(AssumedRole.of("arn:aws:iam::123456789012:role/baker"));

        try (Ec2Clients clients = new Ec2Clients(access)) {
            assertThatThrownBy(() -> new Ec2ImageCatalog(clients).tagged(REGION, "x", Map.of()))
                    .hasMessageStartingWith(
                            "sts:AssumeRole, before ec2:DescribeImages in us-west-2, is denied: not authorized"
                                    + " to perform: sts:AssumeRole (AccessDenied).");
        }
    }

    @Test
    void profilesThatGoRoundAreRefused() throws IOException {
        config("""
                [profile a]
                role_arn = arn:aws:iam::123456789012:role/a
                source_profile = b
                [profile b]
                role_arn = arn:aws:iam::123456789012:role/b
                source_profile = a
                """);

        assertRefused(access().withProfile("a"), "The profiles a -> b -> a refer to each other in a circle");
    }

    @Test
    void profileThatNeedsAnMfaCodeIsRefused() throws IOException {
        config("[profile a]\nrole_arn = arn:aws:iam::123456789012:role/a\nmfa_serial = x\nsource_profile = b\n");

        assertRefused(access().withProfile("a"), "requires an MFA code");
    }

    @Test
    void environmentNamedAsASourceIsTheGivenOne() throws IOException {
        config("[profile a]\nrole_arn = arn:aws:iam::123456789012:role/a\ncredential_source = Environment\n");
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "s"));
        aws.always("AssumeRole", any -> session("AssumeRole", "ASIAROLE"));

        assertThat(who(access().withProfile("a"))).isEqualTo("ASIAROLE");
        assertThat(aws.requests().get(0).authorization()).contains("Credential=AKIDENV/");
    }

    @Test
    void webIdentityIsExchangedWithoutAnyKey() throws IOException {
        Path token = Files.writeString(home.resolve("token"), "jwt\n");
        environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        environment.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/pod");
        aws.always("AssumeRoleWithWebIdentity", any -> session("AssumeRoleWithWebIdentity", "ASIAPOD"));

        assertThat(who(access())).isEqualTo("ASIAPOD");
        assertThat(aws.requests()).singleElement().satisfies(request -> {
            assertThat(request.parameters()).containsEntry("WebIdentityToken", "jwt");
            assertThat(request.authorization()).isEqualTo("null");
        });
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processGetsTheGivenEnvironmentAndNoOther() throws IOException {
        config(
                "[profile p]\ncredential_process = printf '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\"}'"
                        + " \"AKID$COLOUR$(env | wc -l)\"\n");
        environment.put("COLOUR", "RED");
        environment.put("PATH", System.getenv("PATH"));

        // PWD, and in some shells _ and OLDPWD, are the shell's own.
        assertThat(who(access().withProfile("p"))).matches("AKIDRED[5-9]");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processThatFailsIsToldWithoutItsOutput() throws IOException {
        config("[profile p]\ncredential_process = echo secret; exit 3\n");
        environment.put("PATH", System.getenv("PATH"));

        assertThatThrownBy(() -> identity(access().withProfile("p")))
                .hasMessageStartingWith("The credential_process of profile 'p' ended with exit code 3.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void personWhoIsNotSignedOnIsToldHowTo() throws IOException {
        config("""
                [profile me]
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = baker
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://corp.awsapps.com/start
                """);

        assertRefused(access().withProfile("me"), "run: aws sso login --profile me");
    }

    @Test
    void signOnThatExpiredIsNone() throws IOException {
        config("""
                [profile me]
                sso_start_url = https://corp.awsapps.com/start
                sso_region = eu-west-1
                sso_account_id = 123456789012
                sso_role_name = baker
                """);
        Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
        // The name is the SHA-1 of the start address.
        Files.writeString(
                cache.resolve("a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"),
                "{\"accessToken\": \"t\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}");

        assertRefused(access().withProfile("me"), "No SSO session for profile 'me', or it has expired");
    }

    @Test
    void brokenConfigurationFileIsNamed() throws IOException {
        config("[profile\nnonsense");

        assertRefused(access(), "The AWS configuration file " + home.resolve(".aws/config") + " cannot be read");
    }

    @Test
    void instanceRoleIsTheLastResort() {
        environment.remove("AWS_EC2_METADATA_DISABLED");
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.address().toString());
        String roles = "/latest/meta-data/iam/security-credentials/";
        aws.always("/latest/api/token", any -> PlayedAnswer.ok("metadata-token"));
        aws.always(roles, any -> PlayedAnswer.ok("baker"));
        aws.always(roles + "baker", any -> PlayedAnswer.ok("""
                {"Code": "Success", "AccessKeyId": "ASIAINSTANCE", "SecretAccessKey": "s", "Token": "t",
                 "Expiration": "2099-01-01T00:00:00Z"}"""));

        assertThat(who(access())).isEqualTo("ASIAINSTANCE");
    }

    @Test
    void surroundingsOfThisJvmNeverCount() {
        Map<String, String> surroundings = Map.of(
                "aws.accessKeyId", "AKIDJVM",
                "aws.secretAccessKey", "s",
                "aws.sessionToken", "t",
                "aws.region", "eu-north-1",
                "aws.endpointUrl", "http://127.0.0.1:1",
                "aws.endpointUrlEc2", "http://127.0.0.1:1",
                "http.proxyHost", "127.0.0.1",
                "http.proxyPort", "1");
        surroundings.forEach(System::setProperty);
        try {
            assertRefused(access(), "No AWS credentials");

            environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "s"));
            try (Ec2Clients clients = new Ec2Clients(access())) {
                new Ec2ImageCatalog(clients).tagged(REGION, "x", Map.of());
            }
            assertThat(aws.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.authorization()).contains("Credential=AKIDENV/", "/us-west-2/ec2/"));
        } finally {
            surroundings.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void whoAmITellsAccountAndArn() {
        environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "AKIDENV", "AWS_SECRET_ACCESS_KEY", "s"));
        aws.always(
                "GetCallerIdentity",
                any -> PlayedAnswer.ok(
                        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>"
                                + "<Arn>arn:aws:iam::123456789012:user/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>"));

        assertThat(AwsIdentity.whoAmI(access(), REGION))
                .isEqualTo(new AwsIdentity.WhoAmI("123456789012", "arn:aws:iam::123456789012:user/me"));
    }

    private AwsAccess access() {
        return AwsAccess.ofEnvironment(environment);
    }

    private void config(String text) throws IOException {
        Files.writeString(home.resolve(".aws/config"), text);
    }

    private static PlayedAnswer session(String action, String id) {
        return PlayedAnswer.ok("<" + action + "Response><" + action + "Result><Credentials><AccessKeyId>" + id
                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>session-token</SessionToken>"
                + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></" + action + "Result></" + action
                + "Response>");
    }

    private static void assertRefused(AwsAccess access, String message) {
        assertThatThrownBy(() -> identity(access))
                .isInstanceOfSatisfying(
                        BakeFailedException.class,
                        failure -> assertThat(failure.failure().cause()).isEqualTo(FailureCause.CREDENTIALS))
                .hasMessageContaining(message);
    }

    private static String who(AwsAccess access) {
        return identity(access).accessKeyId();
    }

    private static AwsCredentialsIdentity identity(AwsAccess access) {
        Profiles profiles = Profiles.of(access);
        try (SdkClients connection = new SdkClients(access, profiles, Timeouts.USUAL)) {
            return new Credentials(access, profiles, connection).in(REGION).resolveCredentials();
        }
    }
}
