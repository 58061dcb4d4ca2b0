package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.EnvVars;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration;
import io.jenkins.plugins.amibakery.config.AwsIdentityResolver;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.engine.aws.access.StaticKeys;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SettingsIT {
    private static final String YAML = """
            unclassified:
              amiBakery:
                defaultRegion: eu-central-1
                credentialsId: aws-baker
                endpoint: http://localhost:5555
                maxAwaitSeconds: 3600
                maxBakes: 10
            tool:
              packer:
                installations:
                - name: packer-1.16
                  home: /opt/packer/1.16.0
            """;

    @TempDir
    Path folder;

    private void configure(String yaml) throws IOException {
        ConfigurationAsCode.get()
                .configure(
                        Files.writeString(folder.resolve("jenkins.yaml"), yaml).toString());
    }

    private static void addCredentials(CredentialsScope scope, String id) throws IOException {
        SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
        provider.getCredentials().add(new AWSCredentialsImpl(scope, id, "AKIAEXAMPLE", "a-secret", "of a test"));
        provider.save();
    }

    private static void assertAllIsSet() {
        AmiBakeryConfiguration settings = AmiBakeryConfiguration.get();
        assertThat(settings.getDefaultRegion()).isEqualTo("eu-central-1");
        assertThat(settings.getCredentialsId()).isEqualTo("aws-baker");
        assertThat(settings.getEndpoint()).isEqualTo("http://localhost:5555");
        assertThat(settings.getMaxAwaitSeconds()).isEqualTo(3600);
        assertThat(settings.getMaxBakes()).isEqualTo(10);
        assertThat(PackerInstallation.named("packer-1.16").getHome()).isEqualTo("/opt/packer/1.16.0");
    }

    @Test
    void fieldOfARegionRefusesWhatIsNoneAndDoubtsOneItDoesNotKnow(JenkinsRule jenkins) {
        AmiBakeryConfiguration settings = AmiBakeryConfiguration.get();

        assertThat(settings.doCheckDefaultRegion("us wset").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(settings.doCheckDefaultRegion("us-wset-2").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(settings.doCheckDefaultRegion("us-west-2").getMessage()).isEqualTo("A region of AWS");
    }

    @Test
    void codeFormsAndFilesAgreeOnEverySetting(JenkinsRule jenkins) throws Exception {
        configure(YAML);
        assertAllIsSet();

        jenkins.configRoundtrip();
        jenkins.submit(jenkins.createWebClient().goTo("manage/configureTools/").getFormByName("config"));
        assertAllIsSet();

        AmiBakeryConfiguration.get().load();
        assertAllIsSet();

        ByteArrayOutputStream export = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(export);
        assertThat(export.toString(StandardCharsets.UTF_8))
                .contains("amiBakery:", "defaultRegion: \"eu-central-1\"", "maxBakes: 10", "packer:")
                .contains("home: \"/opt/packer/1.16.0\"");
    }

    @Test
    void wrongCodeIsRefusedWithTheReason(JenkinsRule jenkins) {
        assertThatThrownBy(() -> configure(YAML.replace("eu-central-1", "Frankfurt")))
                .rootCause()
                .hasMessageContaining("Not a region: 'Frankfurt'");
        assertThatThrownBy(() -> configure(YAML.replace("maxBakes: 10", "maxBakes: -10")))
                .rootCause()
                .hasMessageContaining("maxBakes is '-10'");
    }

    @Test
    void aPackerComesFirstOnThePathOfItsAgent(JenkinsRule jenkins) throws Exception {
        PackerInstallation packer = new PackerInstallation("packer-1.16", "$TOOLS/packer", List.of());
        EnvVars environment = new EnvVars("PATH", "/usr/bin", "TOOLS", "/opt");

        PackerInstallation here = packer.forNode(jenkins.jenkins, null).forEnvironment(environment);
        EnvVars variables = new EnvVars();
        here.buildEnvVars(variables);
        environment.overrideAll(variables);

        assertThat(here.program()).isEqualTo("/opt/packer/packer");
        assertThat(environment).containsEntry("PATH", "/opt/packer:/usr/bin");
    }

    @Test
    void onlyCredentialsThatJobsGetAtAreOfferedAndResolved(JenkinsRule jenkins) throws Exception {
        addCredentials(CredentialsScope.GLOBAL, "aws-baker");
        addCredentials(CredentialsScope.SYSTEM, "aws-hidden");

        ListBoxModel offered = AmiBakeryConfiguration.get().doFillCredentialsIdItems("");

        assertThat(offered).extracting(option -> option.value).containsExactly("", "aws-baker");
        assertThat(offered.get(1).name).startsWith("aws-baker");
        var job = jenkins.createFreeStyleProject();
        assertThat(AwsIdentityResolver.keys("aws-baker", job))
                .isEqualTo(new StaticKeys("AKIAEXAMPLE", "a-secret", Optional.empty()));
        assertThat(AwsIdentityResolver.keys("aws-baker", jenkins.buildAndAssertSuccess(job)))
                .isEqualTo(new StaticKeys("AKIAEXAMPLE", "a-secret", Optional.empty()));
        assertThatThrownBy(() -> AwsIdentityResolver.keys("aws-hidden", job))
                .isInstanceOf(BakeFailedException.class)
                .hasMessageStartingWith(
                        "The AWS credentials 'aws-hidden' have the scope System, so no job may use them; ");
    }
}
