package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.StackChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a run's log tells: the facts, and the plan in Runway's words. Not for several threads. */
public final class RunwayLog implements Consumer<RunwayEvent> {
    /** Of a region's plan no more goes to a page. */
    static final int LONGEST_PLAN = 200_000;

    /** No deployment goes to more regions. */
    static final int MOST_REGIONS = 50;

    /** No plan has more stacks. */
    static final int MOST_STACKS = 2_000;

    private final RunwayRun run = new RunwayRun();
    private final TreeMap<String, String> plans = new TreeMap<>();
    private final List<StackChange> changes = new ArrayList<>();

    @Override
    public void accept(RunwayEvent event) {
        run.accept(event);
        if (event instanceof RunwayEvent.Planned planned) {
            add(planned);
        }
    }

    private void add(RunwayEvent.Planned planned) {
        if (changes.size() < MOST_STACKS) {
            changes.add(PlannedChange.of(planned));
        }
        String region = planned.at().region();
        String before = plans.getOrDefault(region, "");
        boolean room = plans.containsKey(region) || plans.size() < MOST_REGIONS;
        if (room && before.length() < LONGEST_PLAN) {
            String text = before + planned.fullName() + "\n" + planned.text().strip() + "\n\n";
            plans.put(region, text.substring(0, Math.min(text.length(), LONGEST_PLAN)));
        }
    }

    /** What is known so far. */
    public RunwayFacts facts() {
        return run.facts();
    }

    /** What the plan changes, stack by stack in their order. */
    public List<StackChange> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** What was planned, by region; an empty one for what no region was told of. */
    public Map<String, String> planTexts() {
        return Collections.unmodifiableMap(plans);
    }
}
