package io.jenkins.plugins.amibakery.steps.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("hostile")
class OthersAmiTest {
    private static final String SECRET = "secret-project";

    @Test
    void anAmiOfAnotherJobDoesNotTellWhoseItIs() {
        Ami ami = new Ami(
                new AmiId("ami-00000000000000001"),
                new Region("us-west-2"),
                "web-1.0",
                "111122223333",
                AmiState.AVAILABLE,
                "",
                Optional.empty(),
                "x86_64",
                true,
                List.of(),
                Map.of(
                        Tags.BAKE_ID,
                        SECRET + "-1-0a1b2c3d",
                        Tags.STARTED_BY,
                        "https://jenkins.example/job/" + SECRET + "/1/",
                        Tags.COMMIT,
                        "0123",
                        Tags.SIGNATURE,
                        "x",
                        Tags.RECIPE,
                        "web",
                        "Project",
                        SECRET));

        BakedAmi shown =
                OthersAmi.of(BakedAmi.named("web", ami.region(), ami.id()).describedAs(ami));

        assertThat(shown.described().orElseThrow().tags()).isEqualTo(Map.of(Tags.RECIPE, "web"));
        assertThat(shown.toString()).doesNotContain(SECRET);
    }
}
