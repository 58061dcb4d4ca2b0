package io.jenkins.plugins.amibakery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.Progress;
import io.jenkins.plugins.amibakery.engine.cloud.Workplace;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.packages.PlayedRepositories;
import io.jenkins.plugins.amibakery.engine.rebake.Contents;
import io.jenkins.plugins.amibakery.engine.rebake.JobFacts;
import io.jenkins.plugins.amibakery.engine.rebake.LastBake;
import io.jenkins.plugins.amibakery.engine.rebake.PackageSurvey;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeDecision;
import io.jenkins.plugins.amibakery.engine.rebake.RebakeJob;
import io.jenkins.plugins.amibakery.engine.rebake.SourceState;
import io.jenkins.plugins.amibakery.engine.rebake.Survey;
import io.jenkins.plugins.amibakery.engine.rebake.SurveyPackages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLooksTest {
    private final List<String> agents = new ArrayList<>();

    @TempDir
    private Path memory;

    private record Job(ImageRecord image) implements RebakeJob {
        @Override
        public JobFacts facts() {
            LastBake bake = new LastBake(
                    "web", Instant.EPOCH, List.of(), List.of(), new Contents(List.of(), Map.of("web", image), ""), "");
            return new JobFacts(List.of(bake), false, Optional.empty(), Optional.empty());
        }

        @Override
        public SourceState source() {
            throw new AssertionError("not asked");
        }

        @Override
        public void decided(Survey survey, RebakeDecision decision) {
            throw new AssertionError("not asked");
        }
    }

    private PackageSurvey ask(String agent, Set<ImageRecord> images) {
        agents.add(agent);
        try {
            return new SurveyPackages(images, memory.toString())
                    .run(new Workplace(memory, Map.of(), Progress.NONE), null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CheckTarget place(String label, String agent, String refusal, String endpoint) {
        return new CheckTarget(label, agent, refusal, null, endpoint);
    }

    @Test
    void oneLookAsksEachRepositoryOnceForAllJobsOfAnAgent() throws Exception {
        try (PlayedRepositories played = new PlayedRepositories()) {
            played.debian("stable", "openssl 3.0.17-1", "bash 5.1");
            played.debian("updates", "jq 1.6");
            List<Job> aws = new ArrayList<>();
            List<Job> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                aws.add(new Job(played.debianImage("stable", "openssl 3.0.17-1", "bash 5." + i)));
                others.add(new Job(played.debianImage(i % 2 == 0 ? "stable" : "updates", "openssl 3.0.17-1")));
            }
            played.debian("stable", "openssl 3.0.18-1", "bash 5.1");
            Map<CheckTarget, List<Job>> places = new LinkedHashMap<>();
            places.put(place("aws", "agent-1", "", ""), aws);
            places.put(place("linux", "agent-1", "", "http://another.cloud"), others);

            Map<CheckTarget, PackageSurvey> found = PackageLooks.of(places, this::ask);

            assertThat(agents).containsExactly("agent-1");
            assertThat(played.asked())
                    .containsExactly(
                            "200 /dists/stable/InRelease",
                            "200 /dists/stable/main/binary-amd64/Packages.gz",
                            "200 /dists/updates/InRelease");
            assertThat(found.values())
                    .allSatisfy(survey -> assertThat(survey.verdicts()).isNotEmpty());
        }
    }

    @Test
    void theControllerAsksNoneAndAnAgentThatMayNotBeAskedSaysWhy() throws Exception {
        try (PlayedRepositories played = new PlayedRepositories()) {
            played.debian("stable", "openssl 3.0.17-1");
            List<Job> jobs = List.of(new Job(played.debianImage("stable", "openssl 3.0.17-1")));
            CheckTarget controller = place("", "", "", "");
            CheckTarget refused = place("aws", "", "no agent of the label 'aws' is connected", "");

            Map<CheckTarget, PackageSurvey> found = PackageLooks.of(Map.of(controller, jobs, refused, jobs), this::ask);

            assertThat(agents).isEmpty();
            assertThat(played.asked()).isEmpty();
            assertThat(found)
                    .containsEntry(controller, PackageSurvey.NONE)
                    .containsEntry(refused, PackageSurvey.unasked("no agent of the label 'aws' is connected"));
        }
    }
}
