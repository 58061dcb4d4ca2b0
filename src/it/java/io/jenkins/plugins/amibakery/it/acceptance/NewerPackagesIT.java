package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One repository with a newer version of a package of the image: step, build step and trigger decide the same. */
@ExtendWith(BakeryExtension.class)
class NewerPackagesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String NEWER = "1 package has a newer version: openssl";

    private final Bakery bakery;

    NewerPackagesIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aNewerPackageIsTheSameReasonForAStepABuildStepAndANight() throws Exception {
        bakery.controller().credentials("""
                <com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl plugin="aws-credentials">
                  <scope>GLOBAL</scope><id>newer</id><description/><accessKey>%s</accessKey><secretKey>%s</secretKey>
                  <iamRoleArn/><iamMfaSerialNumber/>
                </com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl>""".formatted(
                        bakery.cloud().environment().get("AWS_ACCESS_KEY_ID"),
                        bakery.cloud().environment().get("AWS_SECRET_ACCESS_KEY")));
        try (PlayedDnf repository = new PlayedDnf()) {
            repository.holds("openssl", "3.0.17");
            String script = script(repository);
            Build step = good(pipeline(script).run());
            Build again = good(pipeline(script).run());
            assertThat(again.log()).contains("Reused 1 AMI", "No repository has a newer version");
            Build built = good(freestyle(script, "").run());
            repository.holds("openssl", "3.0.18");

            assertThat(night().path("compared").toString()).contains("accepted by freshFor", NEWER);
            Build accepted = good(freestyle(script, "<freshFor>7d</freshFor>").run());
            assertThat(accepted.log()).contains("Accepted by freshFor", NEWER);
            assertThat(accepted.amiIds()).isEqualTo(built.amiIds());
            Build strict = good(freestyle(script, "").run());
            assertThat(strict.log()).contains("Not reused: ", NEWER + ".");
            assertThat(shown(strict.bake().path("origin"))).isEqualTo("openssl 3.0.17-1 3.0.18-1 own " + false);

            bakery.controller().script("""
                    import io.jenkins.plugins.amibakery.schedule.RebakeTrigger
                    RebakeTrigger.of(jenkins.model.Jenkins.get().getItemByFullName('newer')).freshFor = null
                    """);
            assertThat(night().path("why").asText()).isEqualTo("newer: " + NEWER);
            Build rebaked = good(after(again));
            assertThat(rebaked.log()).contains("Rebake: newer: " + NEWER, "Not reused: ", NEWER + ".");
            assertThat(rebaked.amiIds()).isNotEqualTo(step.amiIds());
            String ami = "/job/newer/amis/ami/" + step.amiIds().get(0);
            assertThat(shown(bakery.controller().web().json(ami + "/api/json?depth=2")))
                    .isEqualTo("openssl 3.0.17-1 3.0.18-1 own " + false);
            assertThat(bakery.controller().web().page(ami + "/")).contains(NEWER, ">3.0.18-1<", "Repositories asked");
        }
    }

    /** The next of the same job. */
    private static Build after(Build build) {
        int next = build.number() + 1;
        return new Build(build.controller(), "/job/" + build.job() + "/" + next, build.job(), next);
    }

    @Test
    void theRecordOfAnotherJobSettlesPackagesWhereTheFolderTrusts() throws Exception {
        bakery.controller().folder("kin", true);
        try (PlayedDnf repository = new PlayedDnf()) {
            repository.holds("openssl", "3.0.17");
            String script = script(repository);
            Build first = good(pipeline("kin/job/a", "kin", "", script).run());
            Build second = good(pipeline("kin/job/b", "kin", "", script).run());
            assertThat(second.amiIds()).isEqualTo(first.amiIds());
            assertThat(second.log()).contains("Reused 1 AMI of another job", "No repository has a newer version");
        }
    }

    private static String shown(JsonNode of) {
        JsonNode one = of.path("packageLook").path("newerPackages").path(0);
        return one.path("name").asText() + " " + one.path("from").asText() + " "
                + one.path("to").asText() + " " + one.path("suite").asText() + " "
                + one.path("security").asBoolean();
    }

    private static Build good(Build build) {
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        return build;
    }

    /** It would install a package without a version, and says what it has installed, as of now. */
    private static String script(PlayedDnf repository) {
        return """
                dnf install -y openssl || true
                cat >/tmp/manifest.json <<'END'
                {"packages": [{"name": "openssl", "version": "3.0.17-1", "architecture": "x86_64"}],
                 "repositories": [{"kind": "rpm", "id": "own", "baseurl": "%s", "checksum": "%s"}]}
                END
                """.formatted(repository.address(), repository.state());
    }

    private static String template() {
        return SmallTemplate.TEXT
                .replace("\"ticks\": \"4\"", "\"ticks\": \"4\", \"image_manifests\": \"image-manifests\"")
                .replaceFirst(
                        "\"inline\": \\[.*\\]\\s*\\}",
                        "\"script\": \"setup.sh\"}, {\"type\": \"file\", \"direction\": \"download\", \"source\":"
                                + " \"/tmp/manifest.json\", \"destination\": \"{{user `image_manifests`}}/web.json\"}");
    }

    private Job pipeline(String script) {
        return pipeline("newer", "newer", """
                properties([pipelineTriggers([rebake(spec: 'H 3 * * *', label: 'agent', credentialsId: 'newer', freshFor: '7d')])])
                """, script);
    }

    private Job pipeline(String job, String recipe, String properties, String script) {
        return bakery.controller()
                .pipeline(job, properties + bakery.onAgent("""
                writeFile file: 'image.json', text: '''%s'''
                writeFile file: 'setup.sh', text: '''%s'''
                bakeAmi template: 'image.json', vars: vars, recipe: '%s', reuse: true
                """.formatted(template(), script, recipe)));
    }

    private Job freestyle(String script, String more) {
        return bakery.controller().job("newer-built", """
                <project>
                  <assignedNode>agent</assignedNode>
                  <canRoam>false</canRoam>
                  <builders>
                    <hudson.tasks.Shell><command>cat >image.json &lt;&lt;'TEMPLATE'
                %s
                TEMPLATE
                cat >setup.sh &lt;&lt;'SCRIPT'
                %sSCRIPT
                </command></hudson.tasks.Shell>
                    <io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder plugin="ami-bakery">
                      <step>
                        <template>image.json</template>
                        <vars>%s</vars>
                        <secretVars/><varFiles/><only/><except/><tags/>
                        <environment>%s</environment>
                        <recipe>newer-built</recipe>
                        <reuse>true</reuse>%s
                        <sessionSeconds>3600</sessionSeconds>
                        <force>false</force>
                        <parallelBuilds>0</parallelBuilds>
                        <awaitSeconds>1800</awaitSeconds>
                        <graceSeconds>300</graceSeconds>
                      </step>
                    </io.jenkins.plugins.amibakery.steps.bake.BakeAmiBuilder>
                  </builders>
                </project>""".formatted(
                        Controller.xml(template()),
                        Controller.xml(script),
                        entries(bakery.cloud().variables()),
                        entries(bakery.cloud().environment()),
                        more));
    }

    private static String entries(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "<entry><string>%s</string><string>%s</string></entry>"
                        .formatted(entry.getKey(), Controller.xml(entry.getValue())))
                .collect(Collectors.joining());
    }

    /** What happens when the trigger's hour comes; the look. */
    private JsonNode night() {
        int seen = looks().size();
        bakery.controller().script("""
                import io.jenkins.plugins.amibakery.schedule.RebakeTrigger
                RebakeTrigger.of(jenkins.model.Jenkins.get().getItemByFullName('newer')).run()
                """);
        Until.isTrue("the job was looked at", PATIENCE, () -> looks().size() > seen, () -> looks().toString());
        return looks().get(0);
    }

    private JsonNode looks() {
        return bakery.controller().web().json("/job/newer/rebake/api/json").path("looks");
    }
}
