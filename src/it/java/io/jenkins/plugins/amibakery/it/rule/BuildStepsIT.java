package io.jenkins.plugins.amibakery.it.rule;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.amibakery.config.PackerInstallation;
import io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder;
import io.jenkins.plugins.amibakery.steps.bake.BakeAmiStep;
import io.jenkins.plugins.amibakery.steps.deploy.RunwayDeployBuilder;
import io.jenkins.plugins.amibakery.steps.deploy.RunwayDeployStep;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.Stapler;

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
            Map.entry("freshFor", "7d"),
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
        FreeStyleProject job = job(jenkins);
        BakeAmiBuilder bake = job.getBuildersList().get(BakeAmiBuilder.class);

        FreeStyleProject kept = jenkins.configRoundtrip(job);

        assertThat(kept.getBuildersList().get(BakeAmiBuilder.class)).isNotSameAs(bake);
        assertHoldsEachField(kept);
    }

    @Test
    void aNewBuildStepHasTheDefaultsOfItsPipelineStep(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        job.getBuildersList().add(new BakeAmiBuilder(new BakeAmiStep("image.pkr.hcl")));
        job.getBuildersList().add(new RunwayDeployBuilder(new RunwayDeployStep("dev")));

        FreeStyleProject kept = jenkins.configRoundtrip(job);

        assertThat(shown(kept.getBuildersList().get(BakeAmiBuilder.class).getStep()))
                .isEqualTo(Map.of("template", "image.pkr.hcl"));
        assertThat(shown(kept.getBuildersList().get(RunwayDeployBuilder.class).getStep()))
                .isEqualTo(Map.of("environment", "dev"));
    }

    @Test
    void theSnippetGeneratorTakesWhatWasTyped(JenkinsRule jenkins) throws Exception {
        JSONObject typed = new JSONObject()
                .element("template", " image.pkr.hcl ")
                .element("vars", "version=1\n# no more")
                .element("only", "amazon-ebs.web\n\n")
                .element("region", "")
                .element("force", true)
                .element("awaitSeconds", "99");
        BakeAmiStep.DescriptorImpl bake = jenkins.jenkins.getDescriptorByType(BakeAmiStep.DescriptorImpl.class);
        RunwayDeployStep.DescriptorImpl deploy =
                jenkins.jenkins.getDescriptorByType(RunwayDeployStep.DescriptorImpl.class);

        assertThat(shown(jenkins.executeOnServer(() -> bake.newInstance(Stapler.getCurrentRequest2(), typed))))
                .isEqualTo(Map.of(
                        "template",
                        "image.pkr.hcl",
                        "vars",
                        Map.of("version", "1"),
                        "only",
                        List.of("amazon-ebs.web"),
                        "force",
                        true,
                        "awaitSeconds",
                        99));
        assertThat(shown(jenkins.executeOnServer(() -> deploy.newInstance(
                        Stapler.getCurrentRequest2(),
                        new JSONObject().element("environment", "dev").element("approved", "")))))
                .isEqualTo(Map.of("environment", "dev"));
    }

    @Test
    void theSnippetGeneratorSaysWhatIsWrong(JenkinsRule jenkins) throws Exception {
        JSONObject typed = new JSONObject()
                .element("stapler-class", BakeAmiStep.class.getName())
                .element("template", "image.pkr.hcl")
                .element("vars", "no equals sign");

        assertThat(snippet(jenkins, typed).strip())
                .isEqualTo("vars: 'no equals sign' has no '='; write NAME=VALUE, a line each.");
        assertThat(snippet(jenkins, typed.element("vars", "a=1").element("sessionSeconds", "")))
                .isEqualTo("bakeAmi template: 'image.pkr.hcl', vars: [a: '1']");
    }

    @Test
    void savingAJobSaysWhatIsWrongInItsStep(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = job(jenkins);
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.setThrowExceptionOnFailingStatusCode(false);
            HtmlForm form = web.getPage(job, "configure").getFormByName("config");
            form.getTextAreasByName("_.vars").get(0).setText("version 1.4.0");

            WebResponse refused = jenkins.submit(form).getWebResponse();

            assertThat(refused.getStatusCode()).isEqualTo(400);
            assertThat(refused.getContentAsString())
                    .contains("vars: 'version 1.4.0' has no '='; write NAME=VALUE, a line each.");
        }
        assertHoldsEachField(job);
    }

    private static String snippet(JenkinsRule jenkins, JSONObject typed) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            return Pages.send(
                            web,
                            HttpMethod.POST,
                            "pipeline-syntax/generateSnippet?json="
                                    + URLEncoder.encode(typed.toString(), StandardCharsets.UTF_8))
                    .getWebResponse()
                    .getContentAsString();
        }
    }

    @Test
    void aFieldSaysWhatIsWrongWithIt(JenkinsRule jenkins) throws Exception {
        String bake = "descriptorByName/" + BakeAmiStep.class.getName() + "/";
        assertThat(check(jenkins, bake + "checkVars?value=no+equals")).contains("has no &#039;=&#039;");
        assertThat(check(jenkins, bake + "checkVars?value=a=1")).doesNotContain("error");
        assertThat(check(jenkins, bake + "checkRecipe?value=" + "x".repeat(300)))
                .contains("at most 256 characters");
        assertThat(check(jenkins, bake + "checkSessionSeconds?value=60")).contains("900 to 43200");
        assertThat(check(jenkins, bake + "checkSessionSeconds?value=")).doesNotContain("error");
        assertThat(check(jenkins, bake + "checkOnly?value=a&except=b")).contains("cannot be combined");
        assertThat(check(jenkins, bake + "checkExcept?value=a&only=b")).contains("cannot be combined");
        assertThat(check(jenkins, bake + "checkExcept?value=a&only=")).doesNotContain("error");
        assertThat(check(
                        jenkins,
                        "descriptorByName/" + RunwayDeployStep.class.getName() + "/checkParameters?value=no+equals"))
                .contains("has no &#039;=&#039;");
    }

    private static String check(JenkinsRule jenkins, String path) throws Exception {
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            return Pages.send(web, HttpMethod.POST, path).getWebResponse().getContentAsString();
        }
    }

    @Test
    void aScriptMaySetEachFieldOfEachStep(JenkinsRule jenkins) throws Exception {
        assertThat(shown(of(BakeAmiStep.class, BAKE))).isEqualTo(BAKE);
        assertThat(shown(of(RunwayDeployStep.class, DEPLOY))).isEqualTo(DEPLOY);
        BakeAmiBuilder bake = DescribableModel.of(BakeAmiBuilder.class).instantiate(Map.of("step", BAKE), null);
        assertThat(shown(bake.getStep())).isEqualTo(BAKE);
    }

    @Test
    void aScriptMayGiveAnyFieldNothing(JenkinsRule jenkins) throws Exception {
        Map<String, Object> nothing = new TreeMap<>(BAKE);
        nothing.replaceAll((field, value) -> value instanceof Number || value instanceof Boolean ? value : null);
        nothing.put("template", "image.pkr.hcl");
        BakeAmiStep step = DescribableModel.of(BakeAmiStep.class).instantiate(nothing, null);

        assertThat(shown(step)).doesNotContainKeys("vars", "only", "packer").containsEntry("force", true);
    }

    @Test
    void eachFieldHasItsHelp(JenkinsRule jenkins) throws Exception {
        for (Class<? extends Step> type : List.of(BakeAmiStep.class, RunwayDeployStep.class)) {
            Descriptor<?> descriptor = jenkins.jenkins.getDescriptorOrDie(type);
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
    void aSavedJobIsLoadedWhole(JenkinsRule jenkins) throws Exception {
        job(jenkins).save();

        jenkins.jenkins.reload();

        assertHoldsEachField(jenkins.jenkins.getItemByFullName("p", FreeStyleProject.class));
    }

    private static FreeStyleProject job(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("p");
        job.getBuildersList().add(new BakeAmiBuilder(of(BakeAmiStep.class, BAKE)));
        job.getBuildersList().add(new RunwayDeployBuilder(of(RunwayDeployStep.class, DEPLOY)));
        return job;
    }

    private static void assertHoldsEachField(FreeStyleProject job) throws Exception {
        assertThat(shown(job.getBuildersList().get(BakeAmiBuilder.class).getStep()))
                .isEqualTo(BAKE);
        assertThat(shown(job.getBuildersList().get(RunwayDeployBuilder.class).getStep()))
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
