package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is known of the sources that a scripted Pipeline checks out by itself. */
@ExtendWith(BakeryExtension.class)
class SourceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Bakery bakery;

    SourceIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aBakeKnowsItsCommitAndOnlyACommitThatTouchesItsRecipeIsAReason() {
        Repository sources = Repository.in(bakery.directory().resolve("sources"));
        sources.write(
                        "packer/web.json",
                        SmallTemplate.TEXT.replaceFirst("\"inline\": \\[[^\\]]*]", "\"script\": \"packer/setup.sh\""))
                .write("packer/setup.sh", "#!/bin/sh\necho one\n")
                .commit();
        Job job = bakery.controller().pipeline("sources", """
                properties([pipelineTriggers([rebake(spec: 'H 3 * * *', label: 'agent')])])
                """ + bakery.onAgent("""
                git url: '%s', branch: 'main'
                bakeAmi template: 'packer/web.json', vars: vars
                """.formatted(sources.url())));

        Build build = job.run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.bake().path("commit").asText())
                .isEqualTo(sources.read(".git/refs/heads/main").strip());

        sources.write("NOTES.md", "nothing of the recipe").commit();
        JsonNode notes = look(1);
        assertThat(notes.path("why").asText()).isEmpty();
        assertThat(notes.path("compared").toString())
                .contains("Source control has 1 commit since the last bake that changed no file of the recipe.");

        sources.write("packer/setup.sh", "#!/bin/sh\necho two\n").commit();
        JsonNode script = look(2);
        assertThat(script.path("why").asText())
                .isEqualTo("commit " + sources.read(".git/refs/heads/main").substring(0, 7)
                        + " by Tests changed packer/setup.sh");
        assertThat(script.path("outcome").asText()).isEqualTo("Would start a build.");
    }

    /** Checks without baking. */
    private JsonNode look(int number) {
        bakery.controller().web().post("/job/sources/rebake/check", Map.of());
        Until.isTrue("the job was looked at", PATIENCE, () -> looks().size() >= number, () -> looks().toString());
        return looks().get(0);
    }

    private JsonNode looks() {
        return bakery.controller().web().json("/job/sources/rebake/api/json").path("looks");
    }
}
