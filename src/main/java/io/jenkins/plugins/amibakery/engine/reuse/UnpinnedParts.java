package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.Age;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Floating;
import io.jenkins.plugins.amibakery.engine.model.ImageRecord;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import io.jenkins.plugins.amibakery.engine.model.Settling;
import io.jenkins.plugins.amibakery.engine.packages.PackageVerdict;
import io.jenkins.plugins.amibakery.engine.packages.Repositories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether parts of a recipe that are not pinned keep AMIs from being reused that are there. */
final class UnpinnedParts {
    /** So many things are named in a reason; the rest is counted. */
    private static final int MOST_NAMED = 10;

    private final List<Floating> parts;
    private final Freshness freshness;
    private final Instant now;

    UnpinnedParts(List<Floating> parts, Freshness freshness, Instant now) {
        this.parts = parts;
        this.freshness = freshness;
        this.now = now;
    }

    /**
     * A judgement.
     *
     * @param reasons why the AMIs must not be reused; empty when they may
     * @param notes why they may nevertheless
     * @param newer packages that are newer now
     */
    record Judgement(List<String> reasons, List<String> notes, List<NewerPackage> newer) {}

    /** Why no AMI can be reused, whichever is there; empty when one may be. */
    List<String> hopeless() {
        return freshness.freshFor() == null ? notPinned() : List.of();
    }

    private List<String> notPinned() {
        List<Floating> hopeless =
                parts.stream().filter(one -> !one.settling().byAsking()).toList();
        if (hopeless.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add((freshness.freshFor() == null ? "Can't reuse an earlier AMI: " : "")
                + (hopeless.size() == 1 ? "1 step is" : hopeless.size() + " steps are") + " not pinned.");
        lines.addAll(brief(hopeless.stream().map(UnpinnedParts::line).toList()));
        return lines;
    }

    private static String line(Floating one) {
        String line = one.said();
        return one.settling().byLock()
                ? line.substring(0, line.length() - 1) + "; pin it, or lock package versions)"
                : line;
    }

    private static List<String> brief(List<String> lines) {
        List<String> brief = new ArrayList<>(lines.stream().limit(MOST_NAMED).toList());
        if (lines.size() > MOST_NAMED) {
            brief.add("and " + (lines.size() - MOST_NAMED) + " more");
        }
        return brief;
    }

    /**
     * Judges the AMIs of one bake.
     *
     * @param keeper where records of its images would be kept
     */
    Judgement judge(String bakeId, List<BakedAmi> amis, String keeper) throws InterruptedException {
        if (parts.isEmpty()) {
            return new Judgement(List.of(), List.of(), List.of());
        }
        PackageVerdict packages = packages(bakeId, amis, keeper);
        List<String> open = open(packages);
        if (open.isEmpty()) {
            return new Judgement(List.of(), List.of(ReuseDecision.NOTHING_NEWER), List.of());
        }
        Optional<Duration> age = age(amis);
        if (age.isPresent() && freshness.accepts(age.get())) {
            List<String> notes = new ArrayList<>();
            notes.add("Accepted by freshFor, as it is " + Age.text(age.get()) + " old:");
            notes.addAll(brief(open));
            return new Judgement(List.of(), notes, packages.newer());
        }
        List<String> reasons = new ArrayList<>();
        if (freshness.freshFor() != null) {
            reasons.add(
                    age.isEmpty()
                            ? "The age of the AMI found is not known, so freshFor does not accept it."
                            : "The AMI found is " + Age.text(age.get()) + " old, so freshFor does not accept it.");
        }
        reasons.addAll(open);
        return new Judgement(reasons, List.of(), packages.newer());
    }

    private List<String> open(PackageVerdict packages) {
        List<String> open = new ArrayList<>();
        if (!packages.newer().isEmpty()) {
            open.add(NewerPackage.said(packages.newer()) + ".");
            open.addAll(brief(packages.newer().stream().map(NewerPackage::line).toList()));
        }
        if (!packages.unknown().isEmpty()) {
            open.add("Whether packages have newer versions is not known:");
            open.addAll(brief(packages.unknown()));
        }
        open.addAll(notPinned());
        return open;
    }

    private Optional<Duration> age(List<BakedAmi> amis) {
        return amis.stream()
                .flatMap(ami -> ami.described().flatMap(Ami::created).stream())
                .min(Instant::compareTo)
                .map(made -> Duration.between(made, now));
    }

    private PackageVerdict packages(String bakeId, List<BakedAmi> amis, String keeper) throws InterruptedException {
        boolean system = parts.stream().anyMatch(one -> one.settling() == Settling.REPOSITORIES);
        boolean python = parts.stream().anyMatch(one -> one.settling() == Settling.PYTHON);
        if (!system && !python) {
            return new PackageVerdict(List.of(), List.of());
        }
        Set<String> builders = new TreeSet<>();
        amis.forEach(ami -> builders.add(ami.builder()));
        Set<NewerPackage> newer = new TreeSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        Repositories repositories = freshness.repositories().get();
        for (String builder : builders) {
            Optional<ImageRecord> image = freshness.record(bakeId, builder);
            if (image.isEmpty()) {
                unknown.add("no manifest of the image of " + builder + " that records its repositories is kept "
                        + keeper + " (see ami-bakery manifest-tool)");
                continue;
            }
            List<PackageVerdict> verdicts = new ArrayList<>();
            if (system) {
                verdicts.add(repositories.compare(image.get()));
            }
            if (python) {
                verdicts.add(repositories.comparePython(image.get()));
            }
            verdicts.forEach(verdict -> {
                newer.addAll(verdict.newer());
                unknown.addAll(verdict.unknown());
            });
        }
        return new PackageVerdict(List.copyOf(newer), List.copyOf(unknown));
    }
}
