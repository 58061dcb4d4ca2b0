package io.jenkins.plugins.amibakery.engine.runway;

import io.jenkins.plugins.amibakery.engine.model.GraphLock;
import io.jenkins.plugins.amibakery.engine.model.StackVerdict;
import io.jenkins.plugins.amibakery.engine.runway.RunwayEvent.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers the facts of one run from its events. Keeps what is small, whatever the length of the log. */
public final class RunwayRun implements Consumer<RunwayEvent> {
    private static final int MOST_ERRORS = 50;

    /** A run has no more of anything; what its log names beyond that is not taken. */
    private static final int MOST = 2_000;

    private static final int LONGEST = 4_000;

    private record Key(Place at, String stack) {}

    private final Map<Key, StackVerdict> stacks = new LinkedHashMap<>();
    private final Map<RunwayEvent.Locked, GraphLock> locks = new LinkedHashMap<>();
    private final Set<Place> open = new LinkedHashSet<>();
    private final Set<String> skipped = new LinkedHashSet<>();
    private final Set<String> errors = new LinkedHashSet<>();
    private final Map<String, String> rollbacks = new LinkedHashMap<>();
    private final Map<String, String> failedResources = new LinkedHashMap<>();
    private final Map<String, String> plans = new LinkedHashMap<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    private int done;

    @Override
    public void accept(RunwayEvent event) {
        if (isFull() && !(event instanceof RunwayEvent.ModuleEnded || event instanceof RunwayEvent.Unlocked)) {
            return;
        }
        if (event instanceof RunwayEvent.ModuleStarted) {
            open.add(event.at());
        } else if (event instanceof RunwayEvent.ModuleEnded) {
            open.remove(event.at());
            done++;
        } else if (event instanceof RunwayEvent.Skipped passed) {
            open.remove(passed.at());
            skipped.add(cut(name(passed.at()) + ": " + passed.reason()));
        } else if (event instanceof RunwayEvent.Stack said) {
            stack(said);
        } else if (event instanceof RunwayEvent.RolledBack back) {
            rollbacks.put(key(back.at(), back.fullName()), cut(back.reason()));
        } else if (event instanceof RunwayEvent.ResourceFailed failed) {
            failedResources.putIfAbsent(
                    key(failed.at(), failed.fullName()), cut(failed.resource() + ": " + failed.reason()));
        } else if (event instanceof RunwayEvent.Locked lock) {
            locks.put(lock, new GraphLock(lock.at().region(), lock.bucket(), lock.key(), lock.code()));
        } else if (event instanceof RunwayEvent.Unlocked lock) {
            locks.keySet().removeIf(held -> isOf(lock, held));
        } else if (event instanceof RunwayEvent.Planned planned) {
            planned(planned);
        } else if (event instanceof RunwayEvent.Text text) {
            text(text);
        }
    }

    private boolean isFull() {
        return stacks.size()
                        + locks.size()
                        + open.size()
                        + skipped.size()
                        + rollbacks.size()
                        + failedResources.size()
                        + plans.size()
                        + gaps.size()
                >= MOST;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static boolean isOf(RunwayEvent.Unlocked given, RunwayEvent.Locked held) {
        return given.key().isEmpty()
                ? given.at().equals(held.at())
                : given.bucket().equals(held.bucket()) && given.key().equals(held.key());
    }

    private void stack(RunwayEvent.Stack said) {
        String rollback = ofStack(rollbacks, said);
        stacks.put(
                new Key(said.at(), said.stack()),
                new StackVerdict(
                        said.at().deployment(),
                        said.at().module(),
                        said.at().region(),
                        said.stack(),
                        said.status(),
                        cut(said.reason()),
                        rollback,
                        ofStack(failedResources, said)));
    }

    /** What was said of a stack by its whole name, which ends with its short one. */
    private static String ofStack(Map<String, String> texts, RunwayEvent.Stack said) {
        return texts.entrySet().stream()
                .filter(each -> each.getKey().startsWith(said.at().region() + "/")
                        && each.getKey().endsWith("-" + said.stack()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String key(Place at, String fullName) {
        return at.region() + "/" + fullName;
    }

    private static String name(Place at) {
        String module = at.deployment() + (at.module().isEmpty() ? "" : "." + at.module());
        return at.region().isEmpty() ? module : module + " (" + at.region() + ")";
    }

    private void planned(RunwayEvent.Planned planned) {
        plans.put(key(planned.at(), planned.fullName()), PlanDigest.sha256(PlanDigest.normal(planned.text())));
        if (planned.text().endsWith(LogEntryReader.CUT)) {
            gaps.add(key(planned.at(), planned.fullName()) + " has a plan too long to be compared");
        }
        if (planned.text().contains("<inferred-change")) {
            gaps.add(key(planned.at(), planned.fullName()) + " depends on outputs that are about to change");
        }
    }

    private void text(RunwayEvent.Text text) {
        String line = text.text().strip();
        if (line.startsWith("cfngin_bucket \"") && line.contains("does not exist")) {
            gaps.add(line.lines().findFirst().orElse(line).replace("will be creating", "will be created"));
        }
        Optional<String> exception = RunwayDiagnosis.exception(line);
        boolean known = (text.error() || exception.isPresent()) && !line.startsWith("The following steps failed");
        if ((known || RunwayDiagnosis.of(line).isPresent()) && errors.size() < MOST_ERRORS) {
            errors.add(cut(exception.orElse(line)));
        }
    }

    /** What is known so far. */
    public RunwayFacts facts() {
        List<String> unfinished = new ArrayList<>();
        open.forEach(place -> unfinished.add(name(place)));
        return new RunwayFacts(
                List.copyOf(stacks.values()),
                List.copyOf(locks.values()),
                List.copyOf(skipped),
                unfinished,
                List.copyOf(errors),
                plans,
                List.copyOf(gaps),
                done);
    }
}
