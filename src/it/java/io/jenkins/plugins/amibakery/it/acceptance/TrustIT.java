package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attacks on reuse in Jenkins: by tags, by another job, and by anyone who reads what is shown. */
@ExtendWith(BakeryExtension.class)
class TrustIT {
    private final Bakery bakery;

    TrustIT(Bakery bakery) {
        this.bakery = bakery;
    }

    private Build bake(String job, String recipe, String more) {
        return bakery.controller()
                .pipeline(job, bakery.onAgent("""
                        writeFile file: 'image.json', text: '''%s'''
                        def amis = bakeAmi template: 'image.json', vars: vars, reuse: true, recipe: '%s'%s
                        echo "ID ${amis[0].id}"
                        """.formatted(SmallTemplate.TEXT, recipe, more)))
                .run();
    }

    private static String id(Build build) {
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        return build.said("ID").get(0);
    }

    @Test
    void anotherJobsAmiIsTakenInsideATrustingFolderAloneAndNobodyIsNamed() {
        bakery.controller().folder("strangers", false);
        bakery.controller().folder("team", true);
        Build outside = bake("strangers/job/xanadu", "trust", "");
        Build untrusting = bake("strangers/job/b", "trust", "");
        assertThat(id(untrusting)).isNotEqualTo(id(outside));
        assertThat(untrusting.log())
                .contains("was baked by another job, whose AMIs are not trusted here")
                .doesNotContain("xanadu");

        Build first = bake("team/job/xanadu", "trust", "");
        assertThat(id(first)).isNotIn(id(outside), id(untrusting));
        Set<String> before = bakery.cloud().inventory();
        Build second = bake("team/job/b", "trust", "");
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(bakery.cloud().since(before)).isEmpty();
        assertThat(second.log())
                .contains("Reused 1 AMI of another job", "the folder 'team', whose jobs trust each other")
                .doesNotContain("xanadu");
        JsonNode origin = second.bake().path("origin");
        assertThat(origin.path("fromJob").asText()).isEqualTo("team/xanadu");
        assertThat(second.amis().path("amis").toString()).doesNotContain("xanadu");
    }

    @Test
    void recipesWithSecretsAreReusedWithinOneJobAlone() {
        bakery.controller().folder("secrets", true);
        String secret = ", secretVars: [secret: 'PIN']";
        Build one = withPin("secrets/job/a", secret);
        Build again = withPin("secrets/job/a", secret);
        assertThat(id(again)).isEqualTo(id(one));
        Build other = withPin("secrets/job/b", secret);
        assertThat(id(other)).isNotEqualTo(id(one));
        assertThat(other.log()).contains("AMIs of other jobs never have its key");
        for (String page : List.of("/amis/api/json?depth=9", "/amis/api/xml?depth=9", "/amis/")) {
            assertThat(bakery.controller().web().get(one.path() + page))
                    .as(page)
                    .doesNotContain(secretDigest(one));
        }
        String bakePage =
                "/job/secrets/job/a/amis/bake/" + one.bake().path("bakeId").asText();
        assertThat(bakery.controller().web().get(bakePage + "/api/json?depth=9"))
                .contains("\"kind\":\"SECRET\"")
                .doesNotContain(secretDigest(one));
        assertThat(bakery.controller().web().get(bakePage + "/"))
                .doesNotContain(secretDigest(one).substring(0, 12));
    }

    private Build withPin(String job, String secret) {
        return bakery.controller()
                .pipeline(job, bakery.onAgent("""
                        writeFile file: 'image.json', text: '''%s'''
                        withEnv(['PIN=4711']) {
                          def amis = bakeAmi template: 'image.json', vars: vars, reuse: true, recipe: 'pin'%s
                          echo "ID ${amis[0].id}"
                        }
                        """.formatted(SmallTemplate.TEXT, secret)))
                .run();
    }

    /** As it is kept for comparing, in a file of the job's own folder. */
    private String secretDigest(Build build) {
        return bakery.controller()
                .script("""
                def job = jenkins.model.Jenkins.get().getItemByFullName('secrets/a')
                def id = '%s'
                def text = new File(job.rootDir, "ami-bakery/bakes/${id}.details.xml").text
                def part = (text =~ /(?s)<kind>SECRET<\\/kind>.*?<digest>([0-9a-f]{64})/)
                print part[0][1]""".formatted(build.bake().path("bakeId").asText()));
    }
}
