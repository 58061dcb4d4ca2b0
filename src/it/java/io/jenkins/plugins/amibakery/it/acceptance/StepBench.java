package io.jenkins.plugins.amibakery.it.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The step {@code bakeAmi} and {@code sh 'packer build …'}: same controller, agent and template, real bakes, in alternating pairs.
 * No test; bench/step/run.sh runs it. PAIRS says how many.
 */
@ExtendWith(BakeryExtension.class)
class StepBench {
    private static final int PAIRS = Integer.parseInt(System.getenv().getOrDefault("PAIRS", "5"));

    private final Bakery bakery;
    private final Job step;
    private final Job bare;

    StepBench(Bakery bakery) {
        this.bakery = bakery;
        this.step = job("bench-step", "bakeAmi template: 'small.json', vars: vars");
        this.bare = job("bench-sh", """
                def words = vars.collect { name, value -> "-var '${name}=${value}'" }.join(' ')
                sh "packer build -machine-readable ${words} small.json"
                """);
    }

    private Job job(String name, String steps) {
        return bakery.controller().pipeline(name, bakery.onAgent("""
                                def began = System.currentTimeMillis()
                                %s
                                echo "MILLIS ${System.currentTimeMillis() - began}"
                                """.formatted(steps.strip())));
    }

    @Test
    void measure() {
        seconds(bare);
        seconds(step);
        List<Double> added = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int pair = 1; pair <= PAIRS; pair++) {
            boolean bareFirst = pair % 2 == 0;
            double first = seconds(bareFirst ? bare : step);
            double second = seconds(bareFirst ? step : bare);
            double ours = bareFirst ? second : first;
            double theirs = bareFirst ? first : second;
            added.add(ours - theirs);
            ratios.add(ours / theirs);
            System.out.printf(Locale.ROOT, "  pair %d: sh %.2f s, bakeAmi %.2f s%n", pair, theirs, ours);
        }
        System.out.printf(Locale.ROOT, "bench/step: %.2f s added (goal ≤ 3), %.2f×%n", median(added), median(ratios));
    }

    private static double seconds(Job job) {
        Build build = job.run();
        assertThat(build.result()).as(build.log()).isEqualTo("SUCCESS");
        return Double.parseDouble(build.said("MILLIS").get(0)) / 1000;
    }

    private static double median(List<Double> figures) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
