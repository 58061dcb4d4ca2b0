package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.ec2.model.Image;

/** The build step "Bake an AMI" of a freestyle job. */
@ExtendWith(BakeryExtension.class)
class FreestyleIT {
    private static final Duration CLEANING = Duration.ofMinutes(2);

    private final Bakery bakery;

    FreestyleIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void laterStepsFindTheAmiInTheirEnvironment() {
        Set<String> before = bakery.cloud().inventory();

        Build build = job(1).run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        String id = build.amiIds().get(0);
        Image image = bakery.cloud().image(id);
        assertThat(build.said("LATER")).containsExactly(id + " us-west-2 " + image.name());
        assertThat(bakery.cloud().imagesSince(before)).containsExactly("image " + id);
        assertThat(bakery.cloud().since(before)).allMatch(thing -> thing.matches("(image|snapshot) .*"));
    }

    @Test
    void anAbortedBakeLeavesNothing() {
        Set<String> before = bakery.cloud().inventory();
        Build build = job(60).start();
        build.awaitLog("tick 2");

        build.abort();

        assertThat(build.result()).as(build.log()).isEqualTo("ABORTED");
        assertThat(bakery.cloud().since(before)).isEmpty();
    }

    @Test
    void aBakeWhoseControllerIsKilledIsCancelledAndCleanedUpAndSaysSo() {
        Set<String> before = bakery.cloud().inventory();
        Build build = job(600).start();
        build.awaitLog("tick 2");

        bakery.controller().crash();
        bakery.controller().restart();

        Until.isTrue(
                "it says that it is cancelled",
                CLEANING,
                () -> build.bake().path("outcome").asText().equals("cancelled"),
                build::log);
        assertThat(bakery.cloud().since(before)).as(build.log()).isEmpty();
        assertThat(build.log()).contains("Cancelled after");
        assertThat(build.result()).isNotEqualTo("SUCCESS");
    }

    private Job job(int ticks) {
        return bakery.controller().job("freestyle", """
                        <project>
                          <assignedNode>agent</assignedNode>
                          <canRoam>false</canRoam>
                          <builders>
                            <hudson.tasks.Shell><command>cat >small.json &lt;&lt;'END'
                        %s
                        END</command></hudson.tasks.Shell>
                            <io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder plugin="ami-bakery">
                              <step>
                                <template>small.json</template>
                                <vars>%s<entry><string>ticks</string><string>%d</string></entry></vars>
                                <secretVars/><varFiles/><only/><except/><tags/>
                                <environment>%s</environment>
                                <sessionSeconds>3600</sessionSeconds>
                                <force>false</force>
                                <parallelBuilds>0</parallelBuilds>
                                <awaitSeconds>1800</awaitSeconds>
                                <graceSeconds>300</graceSeconds>
                              </step>
                            </io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder>
                            <hudson.tasks.Shell><command>echo "LATER $AMI_ID $AMI_REGION $AMI_NAME"</command></hudson.tasks.Shell>
                          </builders>
                        </project>""".formatted(
                        Controller.xml(SmallTemplate.TEXT),
                        entries(bakery.cloud().variables()),
                        ticks,
                        entries(bakery.cloud().environment())));
    }

    private static String entries(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "<entry><string>%s</string><string>%s</string></entry>"
                        .formatted(entry.getKey(), Controller.xml(entry.getValue())))
                .collect(Collectors.joining());
    }
}
