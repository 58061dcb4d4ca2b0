package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** A bake from Jenkinsfile to page. */
@ExtendWith(BakeryExtension.class)
class BakeIT {
    private final Bakery bakery;

    BakeIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aSandboxedPipelineBakesImgMgrAndItsBuildShowsTheAmi() {
        Set<String> before = bakery.cloud().inventory();

        Build build = bakery.controller().pipeline("img-mgr", jenkinsfile()).run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("COUNT")).containsExactly("1");
        String id = build.said("ID").get(0);
        Image image = bakery.cloud().image(id);
        assertThat(image.state()).isEqualTo(ImageState.AVAILABLE);
        assertThat(build.said("REGION")).containsExactly("us-west-2");
        assertThat(build.said("NAME")).containsExactly(image.name());
        assertThat(build.said("BUILDER")).containsExactly("amazon-ebs");
        assertThat(build.said("SOURCE")).containsExactly(Cloud.tag(image, "SourceAMI"));
        assertThat(build.said("CREATED").get(0)).isNotBlank();
        assertThat(bakery.cloud().since(before))
                .containsExactly(
                        "image " + id, "snapshot " + build.said("SNAPSHOT").get(0));
        showsTheAmi(build, id, image.name());
        assertThat(build.said("FOUND")).containsExactly(id + " true");
        otherJobsFindItWhenTheySayWhose(id);
    }

    private void otherJobsFindItWhenTheySayWhose(String id) {
        Build build = bakery.controller()
                .pipeline("deploy-img-mgr", bakery.onAgent("""
                        echo "ALONE ${findAmis(recipe: 'img-mgr').size()}"
                        def ami = findAmis(recipe: 'img-mgr', job: 'img-mgr', limit: 1)[0]
                        echo "OF_JOB ${ami.id} ${ami.signed} ${ami.revoked}"
                        def byTags = findAmis(recipe: 'img-mgr', trust: 'tags')[0]
                        echo "BY_TAGS ${byTags.id} ${byTags.signed}"
                        """))
                .run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("ALONE")).containsExactly("0");
        assertThat(build.said("OF_JOB")).containsExactly(id + " true false");
        assertThat(build.said("BY_TAGS")).containsExactly(id + " false");
        assertThat(build.log()).contains("was baked by another job, whose AMIs are not trusted here");
        showsTheTasks(build, id);
    }

    private void showsTheTasks(Build build, String id) {
        Web web = bakery.controller().web();
        JsonNode tasks = web.json(build.path() + "/tasks/api/json").path("tasks");
        assertThat(tasks).hasSize(3).allSatisfy(task -> {
            assertThat(task.path("step").asText()).isEqualTo("findAmis");
            assertThat(task.path("outcome").asText()).isEqualTo("success");
        });
        assertThat(tasks.get(0).path("notes").get(0).asText()).isEqualTo("0 AMIs of img-mgr in us-west-2");
        assertThat(tasks.get(1).path("notes").get(1).asText()).startsWith(id + " in us-west-2: ");
        assertThat(web.page(build.path() + "/tasks/")).contains("/ami-bakery/ami/" + id + "/");
    }

    private String jenkinsfile() {
        return bakery.onAgent("""
                sh 'cp -r "%s" .'
                def amis = bakeAmi template: 'packer/img-mgr-packer.json', vars: vars + [version: "0.1.${env.BUILD_NUMBER}"]
                echo "COUNT ${amis.size()}"
                def ami = amis[0]
                echo "ID ${ami.id}"
                echo "REGION ${ami.region}"
                echo "NAME ${ami.name}"
                echo "BUILDER ${ami.builder}"
                echo "SOURCE ${ami.sourceAmi}"
                echo "SNAPSHOT ${ami.snapshots[0].id}"
                echo "CREATED ${ami.created}"
                def found = findAmis(recipe: 'img-mgr', maxAgeDays: 1)
                echo "FOUND ${found[0].id} ${found[0].signed}"
                """.formatted(Path.of("packer").toAbsolutePath()));
    }

    private void showsTheAmi(Build build, String id, String name) {
        JsonNode ami = build.amis().path("amis").path(0);
        assertThat(ami.path("id").asText()).isEqualTo(id);
        assertThat(ami.path("name").asText()).isEqualTo(name);
        assertThat(build.bake().path("outcome").asText()).isEqualTo("success");
        Web web = bakery.controller().web();
        assertThat(web.page(build.path() + "/").contains(id)).isTrue();
        String list = web.page(build.path() + "/amis/");
        assertThat(list.contains(id) && list.contains(name)).isTrue();
        String one = web.page(build.path().replaceFirst("/\\d+$", "") + "/amis/ami/" + id + "/");
        assertThat(one.contains(id) && one.contains(name)).isTrue();
        showsWhatIsAttested(web, build.path().replaceFirst("/\\d+$", "") + "/amis/ami/" + id + "/");
    }

    private static void showsWhatIsAttested(Web web, String page) {
        JsonNode attested = web.json(page + "api/json").path("attestations");
        assertThat(attested).hasSize(1);
        assertThat(attested.get(0).path("verified").asBoolean()).isTrue();
        assertThat(attested.get(0).path("predicateType").asText()).isEqualTo("https://slsa.dev/provenance/v1");
        String address =
                page + "attestation?name=" + attested.get(0).path("name").asText();
        assertThat(web.page(page)).contains(attested.get(0).path("keyId").asText());
        assertThat(web.page(address)).contains("\"payloadType\":\"application/vnd.in-toto+json\"");
    }
}
