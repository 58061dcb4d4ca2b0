package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.cloud.KeyedAmi;
import io.jenkins.plugins.amibakery.engine.cloud.KeyedImages;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.BakeKey;
import io.jenkins.plugins.amibakery.engine.model.BakeTarget;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.KeyChange;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The use case "reuse instead of baking": AMIs that one earlier bake of the same key made stand for a bake when they are there for
 * every packer build in every region, and each may be used. With base AMIs looked up by one call, a decision about one region takes
 * three calls to the cloud, and none about a recipe that can never be reused.
 */
public final class Reuse {
    /** So many things are named in a reason; the rest is counted. */
    private static final int MOST_NAMED = 10;

    private static final Comparator<Proved> AGE =
            Comparator.comparing(one -> one.ami().created().orElse(Instant.EPOCH));

    private static final String SECRETS =
            "It has secrets, which are hashed with a key of this job: AMIs of other" + " jobs never have its key.";

    private final KeyedImages images;
    private final ReuseTrust trust;
    private final Freshness freshness;
    private final Clock clock;

    /**
     * @param images those of the identity that would bake
     * @param trust whose signatures count; without one an image is not reused
     * @param freshness what settles parts of the recipe that are not pinned
     */
    public Reuse(KeyedImages images, ReuseTrust trust, Freshness freshness, Clock clock) {
        this.images = images;
        this.trust = trust;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** An image of which somebody who counts says that it was made with the key. */
    private record Proved(KeyedAmi found, String job) {
        String tag(String name) {
            return found.tag(name);
        }

        Ami ami() {
            return found.ami();
        }
    }

    /** The images of one bake. */
    private record Bake(String job, String id) {}

    /**
     * Decides whether a bake is needed.
     *
     * @param recipe the recipe's name, for telling what changed since its newest AMI
     * @param known finds the key of an earlier bake by its digest, where its report is still there
     */
    public ReuseDecision decide(KeyedBake bake, String recipe, Function<String, Optional<BakeKey>> known)
            throws InterruptedException {
        UnpinnedParts unpinned = new UnpinnedParts(bake.key().floating(), freshness, clock.instant());
        List<String> hopeless = unpinned.hopeless();
        if (!hopeless.isEmpty()) {
            return ReuseDecision.bake(hopeless);
        }
        for (BakeTarget target : bake.targets()) {
            if (target.regions().isEmpty()) {
                return ReuseDecision.bake(
                        List.of("In which regions " + target.builder() + " makes AMIs is not known in advance."));
            }
        }
        SortedSet<Region> regions = new TreeSet<>();
        bake.targets().forEach(target -> regions.addAll(target.regions()));
        if (regions.isEmpty()) {
            return ReuseDecision.bake(List.of("The recipe makes no AMI that could be reused."));
        }
        List<KeyedAmi> there = new ArrayList<>();
        regions.forEach(region -> there.addAll(images.withKey(region, bake.key().digest())));
        return there.isEmpty()
                ? ReuseDecision.bake(changed(bake.key(), regions.first(), recipe, known))
                : ofTrusted(bake, there, recipe, unpinned);
    }

    private ReuseDecision ofTrusted(KeyedBake bake, List<KeyedAmi> there, String recipe, UnpinnedParts unpinned)
            throws InterruptedException {
        List<Proved> proved = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (KeyedAmi one : there) {
            ReuseTrust.Verdict verdict = trust.check(one.ami(), bake.key().digest(), recipe);
            if (verdict.trusted()) {
                proved.add(new Proved(one, verdict.job()));
            } else {
                reasons.add(one.ami().id() + " in " + one.ami().region() + " " + verdict.problem() + ".");
            }
        }
        return ofOneBake(bake.targets(), proved, reasons, unpinned);
    }

    /** The newest bake of which nothing is missing; what is wrong with the newest one otherwise. */
    private ReuseDecision ofOneBake(
            List<BakeTarget> targets, List<Proved> there, List<String> untrusted, UnpinnedParts unpinned)
            throws InterruptedException {
        Map<Bake, List<Proved>> bakes = new LinkedHashMap<>();
        there.stream()
                .sorted(AGE.reversed())
                .forEach(one -> bakes.computeIfAbsent(
                                new Bake(one.job(), one.tag(Tags.BAKE_ID)), bake -> new ArrayList<>())
                        .add(one));
        List<String> reasons = new ArrayList<>();
        for (Map.Entry<Bake, List<Proved>> made : bakes.entrySet()) {
            List<String> problems = new ArrayList<>();
            List<Proved> taken = taken(targets, made, problems);
            if (problems.isEmpty()) {
                return judged(made.getKey(), taken, unpinned);
            }
            reasons.addAll(problems);
        }
        reasons.addAll(untrusted);
        return ReuseDecision.bake(reasons.stream().limit(MOST_NAMED).toList());
    }

    private List<Proved> taken(List<BakeTarget> targets, Map.Entry<Bake, List<Proved>> made, List<String> problems) {
        List<Proved> taken = new ArrayList<>();
        for (BakeTarget target : targets) {
            for (Region region : target.regions()) {
                Optional<Proved> found = made.getValue().stream()
                        .filter(one -> one.ami().region().equals(region)
                                && one.tag(Tags.BUILDER).equals(target.builder()))
                        .findFirst();
                if (found.isEmpty()) {
                    problems.add(shown(made.getKey()) + " has no AMI of " + target.builder() + " in " + region
                            + " any more.");
                } else {
                    found.get().found().problem(clock.instant()).ifPresent(problem -> problems.add(problem + "."));
                    taken.add(found.get());
                }
            }
        }
        return taken;
    }

    /** Another job's bake has that job's name in its id, which not everybody may know. */
    private String shown(Bake bake) {
        return trust.isOwn(bake.job()) ? "Bake " + bake.id() : "A bake of another job";
    }

    /** An older bake has older packages, so it is not asked of any other. */
    private ReuseDecision judged(Bake bake, List<Proved> taken, UnpinnedParts unpinned) throws InterruptedException {
        List<BakedAmi> amis = amis(taken);
        UnpinnedParts.Judgement judgement = unpinned.judge(bake.id(), amis, trust.keeper(bake.job()));
        if (!judgement.reasons().isEmpty()) {
            List<String> reasons = new ArrayList<>();
            reasons.add(amis.get(0).id() + " in " + amis.get(0).region() + " has the same key.");
            reasons.addAll(judgement.reasons());
            return ReuseDecision.bake(reasons, judgement.newer());
        }
        Optional<Instant> baked =
                taken.stream().min(AGE).flatMap(one -> one.ami().created());
        return new ReuseDecision(
                true,
                amis,
                bake.id(),
                taken.get(0).tag(Tags.STARTED_BY),
                bake.job(),
                baked.orElse(null),
                List.of(),
                judgement.notes(),
                judgement.newer());
    }

    private static List<BakedAmi> amis(List<Proved> taken) {
        return taken.stream()
                .map(one -> BakedAmi.named(
                                one.tag(Tags.BUILDER),
                                one.ami().region(),
                                one.ami().id())
                        .describedAs(one.ami()))
                .toList();
    }

    private List<String> changed(BakeKey key, Region region, String recipe, Function<String, Optional<BakeKey>> known) {
        List<String> lines = new ArrayList<>(since(key, region, recipe, known));
        if (key.hasSecrets() && trust.takesOthers()) {
            lines.add(SECRETS);
        }
        return lines;
    }

    /** What is different since the newest AMI of the recipe, part by part where its key is known. */
    private List<String> since(BakeKey key, Region region, String recipe, Function<String, Optional<BakeKey>> known) {
        Optional<Ami> newest = images.newest(region, recipe);
        if (newest.isEmpty()) {
            return List.of("No AMI of " + recipe + " is in " + region + " yet.");
        }
        Ami ami = newest.get();
        String digest = ami.tags().getOrDefault(Tags.BAKE_KEY, "");
        if (digest.isEmpty()) {
            return List.of("The newest AMI of " + recipe + " in " + region + ", " + ami.id() + ", has no bake key.");
        }
        List<KeyChange> changes = known.apply(digest).map(key::since).orElse(List.of());
        if (changes.isEmpty()) {
            return List.of("The newest AMI of " + recipe + " in " + region + ", " + ami.id()
                    + ", was baked with another key; its inputs are not known here.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("Since " + ami.id() + ", the newest AMI of " + recipe + " in " + region + ", "
                + (changes.size() == 1 ? "1 part of the key has" : changes.size() + " parts of the key have")
                + " changed.");
        changes.stream().limit(MOST_NAMED).forEach(change -> lines.add(change.line()));
        if (changes.size() > MOST_NAMED) {
            lines.add("and " + (changes.size() - MOST_NAMED) + " more");
        }
        return lines;
    }
}
