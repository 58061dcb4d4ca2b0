package io.jenkins.plugins.amibakery.engine.rebake;

import static io.jenkins.plugins.amibakery.engine.rebake.Nights.DEBIAN;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.MADE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NEW_BASE;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.NOW;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.bake;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.found;
import static io.jenkins.plugins.amibakery.engine.rebake.Nights.survey;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebakeRoundTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> asked = new ArrayList<>();
    private final List<String> decided = Collections.synchronizedList(new ArrayList<>());
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());
    private final RebakeRound round = new RebakeRound(
            (queries, amis) -> {
                asked.add(queries + " " + amis);
                return survey(found(NEW_BASE, 1), AmiStatus.AVAILABLE);
            },
            threads,
            (job, problem) -> broken.add(job.toString()));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void theCloudIsAskedOnceForAllJobsAndEachThingOnce() throws InterruptedException {
        round.run(List.of(new Job("one"), new Job("two"), new Job("three")), NOW);

        assertThat(asked).containsExactly("[" + DEBIAN + "] [" + MADE + "]");
        assertThat(decided).containsExactlyInAnyOrder("one true", "two true", "three true");
        assertThat(broken).isEmpty();
    }

    @Test
    void aJobThatBreaksDoesNotHinderTheOthers() throws InterruptedException {
        round.run(List.of(new Job("unreadable"), new Job("unwritable"), new Job("good")), NOW);

        assertThat(decided).containsExactly("good true");
        assertThat(broken).containsExactlyInAnyOrder("unreadable", "unwritable");
    }

    private final class Job implements RebakeJob {
        private final String name;

        Job(String name) {
            this.name = name;
        }

        @Override
        public JobFacts facts() {
            if (name.equals("unreadable")) {
                throw new IllegalStateException(name);
            }
            return Nights.job(bake());
        }

        @Override
        public SourceState source() {
            throw new AssertionError("There is a reason without it");
        }

        @Override
        public void decided(Survey survey, RebakeDecision decision) {
            if (name.equals("unwritable")) {
                throw new IllegalStateException(name);
            }
            decided.add(name + " " + decision.isDue());
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
