package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What packages an image holds, from the image to the job's history. */
@ExtendWith(BakeryExtension.class)
class PackagesIT {
    private static final String OLDER_SIX = """
            sed -i -e 's/^six==1.17.0/six==1.16.0/' \
                -e 's/ff70335d468e7eb6ec65b95b99d3a2836546063f63acc5171de367e834932a81/8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254/' \
                packer/img-mgr/requirements.txt""";
    private static final String WITH_JQ =
            "sed -i 's/ nginx python3 python3-pip-whl$/ nginx jq python3 python3-pip-whl/' packer/provision/install.sh";

    private final Bakery bakery;

    PackagesIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void theJobTellsWhichPackagesChangedSinceTheBakeBefore() {
        Build first = bake("packages", "true");
        Build second = bake("packages", OLDER_SIX + " && " + WITH_JQ);

        JsonNode bakes = web().json("/job/packages/amis/api/json?depth=2").path("bakes");
        JsonNode newest = bakes.get(0);
        String since = bakes.get(1).path("bakeId").asText();
        assertThat(bakes.get(1).path("packageCount").asInt()).as(first.log()).isGreaterThan(100);
        JsonNode change = newest.path("packageChange");
        assertThat(change.path("since").asText()).as(second.log()).isEqualTo(since);
        assertThat(change.path("changed").asInt()).isEqualTo(1);
        assertThat(change.path("removed").asInt()).isZero();
        int added = change.path("added").asInt();
        assertThat(added).isPositive();
        assertThat(newest.path("packageCount").asInt())
                .isEqualTo(bakes.get(1).path("packageCount").asInt() + added);

        String counts = "1 changed, " + added + " added, 0 removed";
        assertThat(web().page("/job/packages/amis/")).contains(counts);
        String details =
                web().page("/job/packages/amis/bake/" + newest.path("bakeId").asText() + "/");
        assertThat(details).contains(counts, since, ">six (python)<", ">1.17.0<", ">1.16.0<", ">jq<");
    }

    @Test
    void aBakeWithoutAManifestShowsNoPackages() {
        Build build = bakery.controller()
                .pipeline("no-manifest", bakery.onAgent("bakeAmi template: 'small.json', vars: vars"))
                .run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        JsonNode bake = web().json("/job/no-manifest/amis/api/json?depth=2")
                .path("bakes")
                .get(0);
        assertThat(bake.path("packageCount").asInt()).isZero();
        assertThat(bake.path("packageChange").isNull()).isTrue();
    }

    private Build bake(String job, String change) {
        Build build = bakery.controller()
                .pipeline(job, bakery.onAgent("""
                        sh '''rm -rf packer && cp -r "%s" . && %s'''
                        bakeAmi template: 'packer/img-mgr-packer.json', vars: vars + [version: "0.1.${env.BUILD_NUMBER}"]
                        """.formatted(
                                Path.of("packer").toAbsolutePath(),
                                change.replace("\\", "\\\\").replace("$", "\\$"))))
                .run();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        return build;
    }

    private Web web() {
        return bakery.controller().web();
    }
}
