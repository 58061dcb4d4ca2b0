package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several bakes at once. */
@ExtendWith(BakeryExtension.class)
class ParallelIT {
    private static final int BAKES = 50;

    /** What may come on top, of heap (in MiB) and of threads, for a reason that is none of a bake's. */
    private static final int HEAP_MIB = 60;

    private static final int THREADS = 15;

    private final Bakery bakery;

    ParallelIT(Bakery bakery) {
        this.bakery = bakery;
    }

    @Test
    void parallelBakesOfABuildReturnTheirOwnAmisAndShareOneList() throws IOException {
        Build build =
                bakery.controller().pipeline("parallel", bakery.onAgent("""
                                def baked = [:]
                                parallel a: { baked.a = bakeAmi template: 'small.json', vars: vars, recipe: 'red' },
                                         b: { baked.b = bakeAmi template: 'small.json', vars: vars, recipe: 'blue' }
                                echo "SIZES ${baked.a.size()} ${baked.b.size()}"
                                echo "RED ${baked.a[0].id}"
                                echo "BLUE ${baked.b[0].id}"
                                """)).run();

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        assertThat(build.said("SIZES")).containsExactly("1 1");
        String red = build.said("RED").get(0);
        String blue = build.said("BLUE").get(0);
        assertThat(recipe(red)).isEqualTo("red");
        assertThat(recipe(blue)).isEqualTo("blue");
        assertThat(build.amiIds()).containsExactlyInAnyOrder(red, blue);
        assertThat(build.amis().path("bakes")).hasSize(2);
        assertThat(Files.readString(build.directory().resolve("build.xml")))
                .containsOnlyOnce("<io.jenkins.plugins.amibakery.results.page.BakedAmisAction");
    }

    private String recipe(String ami) {
        return Cloud.tag(bakery.cloud().image(ami), "ami-bakery:recipe");
    }

    @Test
    void fiftyBakesAtOnceLeaveHeapAndThreadsOfTheControllerFlat() {
        FakePacker fake = FakePacker.in(bakery.agent().directory().resolve("fake"));
        Job job = bakery.controller().pipeline("fifty", bakery.onAgent("""
                                withEnv(['PATH+FAKE=%s', 'SECONDS_TO_BAKE=40', 'AMI=%s']) {
                                  def bakes = [:]
                                  for (int i = 0; i < %d; i++) { bakes["bake${i}"] = { bakeAmi template: 'small.json', vars: vars } }
                                  parallel bakes
                                }""".formatted(
                        fake.directory(), bakery.cloud().baseImage(), BAKES)));
        Load idle = Load.of(bakery.controller());

        Build build = job.start();
        Until.isTrue("all bake", Load.PATIENCE, () -> fake.running() == BAKES, build::log);
        Load early = Load.of(bakery.controller());
        fake.awaitSeconds(15);
        Load late = Load.of(bakery.controller());

        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        Load after = Load.of(bakery.controller());
        System.out.println(
                BAKES + " bakes at once: idle " + idle + ", early " + early + ", late " + late + ", after " + after);
        assertThat(List.of(early, late, after)).allSatisfy(load -> {
            assertThat(load.heapMib()).isLessThan(idle.heapMib() + HEAP_MIB);
            assertThat(load.threads()).isLessThan(idle.threads() + BAKES + THREADS);
        });
        assertThat(late.threads()).as("threads while they bake").isLessThan(early.threads() + THREADS);
    }

    @Test
    void bakesBeyondTheConfiguredNumberWaitForTheirTurn() {
        bakery.controller().script("io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().maxBakes = 2");
        try {
            Build build =
                    bakery.controller().pipeline("queue", bakery.onAgent("""
                                    def bakes = [:]
                                    for (int i = 0; i < 4; i++) { bakes["bake${i}"] = { bakeAmi template: 'small.json', vars: vars } }
                                    parallel bakes
                                    """)).start();
            Set<Integer> atOnce = new HashSet<>();
            Until.isTrue(
                    "the end of " + build.path(),
                    Load.PATIENCE,
                    () -> {
                        atOnce.add(bakery.cloud().instances().size());
                        return build.isOver();
                    },
                    build::log);

            assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
            assertThat(build.amiIds()).hasSize(4).doesNotHaveDuplicates();
            assertThat(atOnce).contains(2).allMatch(instances -> instances <= 2);
            assertThat(build.log()).contains("Waiting");
        } finally {
            bakery.controller().script("io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().maxBakes = 0");
        }
    }

    @Test
    void anAbortedBuildGivesItsTurnToTheNext() {
        bakery.controller().script("io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().maxBakes = 1");
        try {
            Job job = bakery.controller()
                    .pipeline(
                            "turns",
                            bakery.onAgent(
                                    "bakeAmi template: 'small.json', vars: vars + [ticks: env.BUILD_NUMBER == '1' ? '60' : '1']"));
            Build running = job.start();
            running.awaitLog("tick 1");
            Build waiting = job.start();
            waiting.awaitLog("Waiting");
            Build last = job.start();
            last.awaitLog("Waiting");

            waiting.abort();
            running.abort();

            assertThat(waiting.result()).as(waiting.log()).isEqualTo("ABORTED");
            assertThat(running.result()).as(running.log()).isEqualTo("ABORTED");
            assertThat(last.result()).as(last.log()).isEqualTo("SUCCESS");
        } finally {
            bakery.controller().script("io.jenkins.plugins.amibakery.config.AmiBakeryConfiguration.get().maxBakes = 0");
        }
    }
}
