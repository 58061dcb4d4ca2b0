package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nights of the rebake trigger, on jobs that have really baked. */
@ExtendWith(BakeryExtension.class)
class NightIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The jobs, and the base image that each takes the newest of. */
    private static final Map<String, String> JOBS =
            Map.of("night-web", "night-x", "night-cache", "night-x", "night-db", "night-y");

    private final Bakery bakery;

    NightIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void aNightBakesTheJobsWhoseBaseImageIsNewerAndTheNextOneNothing() {
        bakery.controller().credentials("""
                <com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl plugin="aws-credentials">
                  <scope>GLOBAL</scope><id>night</id><description/><accessKey>%s</accessKey><secretKey>%s</secretKey>
                  <iamRoleArn/><iamMfaSerialNumber/>
                </com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl>""".formatted(
                        bakery.cloud().environment().get("AWS_ACCESS_KEY_ID"),
                        bakery.cloud().environment().get("AWS_SECRET_ACCESS_KEY")));
        bakery.cloud().copyBaseImage("night-x-1");
        bakery.cloud().copyBaseImage("night-y-1");
        Map<String, Build> first = new LinkedHashMap<>();
        JOBS.forEach((job, base) -> first.put(job, job(job, base).start()));
        first.values()
                .forEach(build -> assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS"));

        night();
        JOBS.keySet()
                .forEach(
                        job -> assertThat(builds(job)).as(looks(job).toString()).isEqualTo(1));

        String newer = bakery.cloud().copyBaseImage("night-x-2");
        night();
        for (String job : List.of("night-web", "night-cache")) {
            Build rebaked = new Build(bakery.controller(), "/job/" + job + "/2", job, 2);
            assertThat(rebaked.result()).as(rebaked.log()).isEqualTo("SUCCESS");
            assertThat(rebaked.said("BASE")).containsExactly(newer);
            assertThat(cause(rebaked)).startsWith("Rebake: ").contains(newer);
        }
        assertThat(builds("night-db")).as(looks("night-db").toString()).isEqualTo(1);

        night();
        assertThat(builds("night-web")).as(looks("night-web").toString()).isEqualTo(2);
        assertThat(builds("night-cache")).as(looks("night-cache").toString()).isEqualTo(2);
        assertThat(builds("night-db")).isEqualTo(1);
        JOBS.keySet()
                .forEach(job ->
                        assertThat(looks(job).get(0).path("outcome").asText()).startsWith("Nothing to do;"));
    }

    private Job job(String name, String base) {
        String template =
                SmallTemplate.TEXT.replace("debian-12-amd64-*", base + "-*").replace("136693071363", "self");
        return bakery.controller().pipeline(name, """
                properties([pipelineTriggers([rebake(spec: 'H 3 * * *', label: 'agent', credentialsId: 'night')])])
                """ + bakery.onAgent("""
                writeFile file: 'image.json', text: '''%s'''
                def amis = bakeAmi template: 'image.json', vars: vars, recipe: '%s', reuse: true
                echo "BASE ${amis[0].sourceAmi}"
                """.formatted(template, name)));
    }

    /** What happens when the triggers' hour comes; ends when each job was looked at, and those that have a reason run. */
    private void night() {
        int seen = looks("night-db").size();
        bakery.controller().script("""
                import io.jenkins.plugins.amibakery.schedule.RebakeTrigger
                for (name in ['night-web', 'night-cache', 'night-db']) {
                  RebakeTrigger.of(jenkins.model.Jenkins.get().getItemByFullName(name)).run()
                }
                """);
        Until.isTrue(
                "each job was looked at",
                PATIENCE,
                () -> JOBS.keySet().stream().allMatch(job -> looks(job).size() > seen),
                () -> looks("night-db").toString());
        Until.isTrue(
                "the queue is empty",
                PATIENCE,
                () -> bakery.controller()
                        .web()
                        .json("/queue/api/json")
                        .path("items")
                        .isEmpty(),
                () -> bakery.controller().web().get("/queue/api/json"));
    }

    private JsonNode looks(String job) {
        return bakery.controller()
                .web()
                .json("/job/" + job + "/rebake/api/json")
                .path("looks");
    }

    private int builds(String job) {
        return bakery.controller()
                        .web()
                        .json("/job/" + job + "/api/json?tree=nextBuildNumber")
                        .path("nextBuildNumber")
                        .asInt()
                - 1;
    }

    private String cause(Build build) {
        return bakery.controller()
                .web()
                .json(build.path() + "/api/json?tree=actions[causes[shortDescription]]")
                .findPath("shortDescription")
                .asText();
    }
}
