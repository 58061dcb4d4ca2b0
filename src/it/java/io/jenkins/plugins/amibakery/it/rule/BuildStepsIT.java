package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.steps.BakeAmiBuilder;
import io.jenkins.plugins.amibakery.steps.BakeAmiStep;
import io.jenkins.plugins.amibakery.steps.deploy.RunwayDeployBuilder;
import io.jenkins.plugins.amibakery.steps.deploy.RunwayDeployStep;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The steps as Jenkins' forms, files and scripts see them: no field is lost on any of these ways. */
@WithJenkins
class BuildStepsIT {
    private static final Map<String, Object> IDENTITY = Map.of(
            "region", "eu-west-1",
            "profile", "ci",
            "roleArn", "arn:aws:iam::123456789012:role/baker",
            "externalId", "of-us",
            "sessionSeconds", 7200,
            "graceSeconds", 77);

    private static final Map<String, Object> BAKE = with(Map.ofEntries(
            Map.entry("template", "image.pkr.hcl"),
            Map.entry("vars", Map.of("version", "1")),
            Map.entry("secretVars", Map.of("password", "PASSWORD")),
            Map.entry("varFiles", List.of("a.pkrvars.hcl")),
            Map.entry("only", List.of("amazon-ebs.web")),
            Map.entry("except", List.of("amazon-ebs.db")),
            Map.entry("tags", Map.of("team", "web")),
            Map.entry("environment", Map.of("DEBUG", "1")),
            Map.entry("packer", "packer-1.16"),
            Map.entry("credentialsId", "aws-baker"),
            Map.entry("recipe", "web"),
            Map.entry("force", true),
            Map.entry("reuse", true),
            Map.entry("inputs", List.of("scripts/**")),
            Map.entry("locked", true),
            Map.entry("writeLock", true),
            Map.entry("parallelBuilds", 3),
            Map.entry("awaitSeconds", 99)));

    private static final Map<String, Object> DEPLOY = with(Map.ofEntries(
            Map.entry("environment", "dev"),
            Map.entry("directory", "runway"),
            Map.entry("action", "plan"),
            Map.entry("modules", List.of("vpc.cfn")),
            Map.entry("tags", List.of("net")),
            Map.entry("ami", "ami-0d53cc9bd365ad65b"),
            Map.entry("parameters", Map.of("SIZE", "t3.micro")),
            Map.entry("secretParameters", Map.of("DB", "PASSWORD")),
            Map.entry("credentialsId", "aws-baker"),
            Map.entry("approved", "sha256:" + "0".repeat(64)),
            Map.entry("runway", "bin/runway"),
            Map.entry("releaseLock", true)));

    private static Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new TreeMap<>(IDENTITY);
        all.putAll(own);
        return all;
    }

    @Test
    void theFormsOfBothBuildStepsKeepEachField(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins
                .getDescriptorByType(PackerInstallation.DescriptorImpl.class)
                .setInstallations(new PackerInstallation("packer-1.16", "/opt/packer", List.of()));
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        BakeAmiBuilder bake = of(BakeAmiBuilder.class, BAKE);
        RunwayDeployBuilder deploy = of(RunwayDeployBuilder.class, DEPLOY);
        job.getBuildersList().add(bake);
        job.getBuildersList().add(deploy);

        FreeStyleProject kept = jenkins.configRoundtrip(job);

        BakeAmiBuilder bakeKept = kept.getBuildersList().get(BakeAmiBuilder.class);
        RunwayDeployBuilder deployKept = kept.getBuildersList().get(RunwayDeployBuilder.class);
        assertThat(bakeKept).isNotSameAs(bake);
        assertThat(deployKept).isNotSameAs(deploy);
        jenkins.assertEqualDataBoundBeans(bake, bakeKept);
        jenkins.assertEqualDataBoundBeans(deploy, deployKept);
    }

    @Test
    void aScriptMaySetEachFieldOfEachStep(JenkinsRule jenkins) throws Exception {
        assertThat(shown(of(BakeAmiStep.class, BAKE))).isEqualTo(BAKE);
        assertThat(shown(of(BakeAmiBuilder.class, BAKE))).isEqualTo(BAKE);
        assertThat(shown(of(RunwayDeployStep.class, DEPLOY))).isEqualTo(DEPLOY);
        assertThat(shown(of(RunwayDeployBuilder.class, DEPLOY))).isEqualTo(DEPLOY);
    }

    @Test
    void eachFieldHasItsHelpInBothForms(JenkinsRule jenkins) throws Exception {
        for (Class<?> type :
                List.of(BakeAmiStep.class, BakeAmiBuilder.class, RunwayDeployStep.class, RunwayDeployBuilder.class)) {
            Descriptor<?> descriptor = jenkins.jenkins.getDescriptorOrDie(type.asSubclass(Describable.class));
            for (DescribableParameter field : DescribableModel.of(type).getParameters()) {
                String path = jenkins.executeOnServer(() -> descriptor.getHelpFile(field.getName()));
                assertThat(path).as(type + " " + field.getName()).isNotNull();
                assertThat(jenkins.createWebClient()
                                .goTo(path.substring(1), "text/html")
                                .getWebResponse()
                                .getContentAsString())
                        .contains("<div>");
            }
        }
    }

    @Test
    void aJobThatWasSavedBeforeTheStepsSharedFieldsLoadsAndIsSavedWhole(JenkinsRule jenkins) throws Exception {
        try (InputStream saved = getClass().getResourceAsStream("BuildStepsIT/fields-in-one-class.xml")) {
            FreeStyleProject job =
                    (FreeStyleProject) jenkins.jenkins.createProjectFromXML("old", Objects.requireNonNull(saved));
            assertThat(shown(job.getBuildersList().get(BakeAmiBuilder.class))).isEqualTo(BAKE);
            assertThat(shown(job.getBuildersList().get(RunwayDeployBuilder.class)))
                    .isEqualTo(DEPLOY);

            job.save();
        }

        jenkins.jenkins.reload();

        FreeStyleProject again = jenkins.jenkins.getItemByFullName("old", FreeStyleProject.class);
        assertThat(shown(again.getBuildersList().get(BakeAmiBuilder.class))).isEqualTo(BAKE);
        assertThat(shown(again.getBuildersList().get(RunwayDeployBuilder.class)))
                .isEqualTo(DEPLOY);
    }

    private static <T> T of(Class<T> type, Map<String, Object> fields) throws Exception {
        assertThat(DescribableModel.of(type).getParameters())
                .as("every field has a value")
                .extracting(DescribableParameter::getName)
                .containsExactlyInAnyOrderElementsOf(fields.keySet());
        return DescribableModel.of(type).instantiate(fields, null);
    }

    private static Map<String, Object> shown(Object step) throws Exception {
        return new TreeMap<>(DescribableModel.uninstantiate2_(step).getArguments());
    }
}
