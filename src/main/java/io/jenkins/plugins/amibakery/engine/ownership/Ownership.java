package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Leftover;
import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one place that decides whether something in an account is a bake's: a function of EC2's facts and of the bake's traces. What
 * holds of each kind is the table in docs/ownership.md; a whole row of it must hold. A name, a tag or a line of a log proves nothing
 * by itself.
 */
public final class Ownership {
    /**
     * Something that was looked at.
     *
     * @param thing what it is
     * @param verdict whether it is the bake's
     */
    public record Judged(Leftover thing, Verdict verdict) {}

    private static final Region ANYWHERE = new Region("us-east-1");

    private final BakeTraces traces;
    private final Map<Region, RegionFacts> facts = new LinkedHashMap<>();
    private final Map<Region, InstanceRows> instances = new LinkedHashMap<>();
    private final NamedRows named;
    private final ImageRows images;

    /** @param facts of every region that was looked at: a copy is proved by what lies in another region */
    public Ownership(BakeTraces traces, Collection<RegionFacts> facts) {
        this.traces = traces;
        this.named = new NamedRows(traces);
        facts.forEach(there -> this.facts.put(there.region(), there));
        facts.forEach(there -> instances.put(there.region(), new InstanceRows(traces, there, named)));
        this.images = new ImageRows(traces, this.facts, instances);
    }

    /**
     * All that is there and is no result of the bake, each with whether it is proved to be the bake's; in the order in which it
     * must be removed. What goes by itself with an instance is left out, and so is an image of another's that is only of the same
     * name and older.
     */
    public List<Judged> all() {
        List<Judged> all = new ArrayList<>();
        facts.values().forEach(there -> of(there, all));
        Set<Leftover> known = new HashSet<>();
        all.removeIf(one -> isGlobal(one.thing().kind())
                && !known.add(Leftover.found(one.thing().kind(), one.thing().id(), ANYWHERE)));
        all.sort(Comparator.comparing(one -> one.thing().kind()));
        return all;
    }

    /** What belongs to the account is seen from each region. */
    private static boolean isGlobal(Kind kind) {
        return kind == Kind.ROLE || kind == Kind.INSTANCE_PROFILE;
    }

    private void of(RegionFacts there, List<Judged> all) {
        Region region = there.region();
        InstanceRows rows = instances.get(region);
        there.instances().stream()
                .filter(one -> !one.terminated())
                .forEach(one -> all.add(judged(Kind.INSTANCE, one.id(), region, rows.instance(one))));
        there.images().stream()
                .filter(one -> !traces.kept().contains(one.id()) && !isAnothers(one))
                .forEach(one -> all.add(judged(Kind.AMI, one.id(), region, images.image(one))));
        there.snapshots().stream()
                .filter(one -> !traces.kept().contains(one.id()) && !isOf(there, one.id(), this::isKeptOrAnothers))
                .forEach(one -> all.add(judged(Kind.SNAPSHOT, one.id(), region, images.snapshot(region, one))));
        there.volumes().stream()
                .filter(one -> !traces.kept().contains(one.id()) && !rows.goesByItself(one))
                .forEach(one -> all.add(judged(Kind.VOLUME, one.id(), region, rows.volume(one))));
        there.groups().forEach(one -> all.add(judged(Kind.SECURITY_GROUP, one.id(), region, rows.group(one))));
        dated(there.keyPairs(), Kind.KEY_PAIR, region, named::keyPair, all);
        dated(there.launchTemplates(), Kind.LAUNCH_TEMPLATE, region, named::launchTemplate, all);
        dated(there.profiles(), Kind.INSTANCE_PROFILE, region, named::profile, all);
        dated(there.roles(), Kind.ROLE, region, named::role, all);
    }

    private static void dated(
            List<Dated> things, Kind kind, Region region, Function<Dated, Verdict> row, List<Judged> all) {
        things.forEach(one -> all.add(judged(kind, one.id(), region, row.apply(one))));
    }

    private static Judged judged(Kind kind, String id, Region region, Verdict verdict) {
        return new Judged(Leftover.found(kind, id, region), verdict);
    }

    /** A name is often taken already: whose image it is when it is older than the bake is no question. */
    private boolean isAnothers(ImageFact image) {
        return traces.plan().isOlder(image.created())
                && !traces.hints().images().contains(image.id())
                && traces.builds().stream().anyMatch(build -> build.imageNames().contains(image.name()));
    }

    private boolean isKeptOrAnothers(ImageFact image) {
        return traces.kept().contains(image.id()) || isAnothers(image);
    }

    private static boolean isOf(RegionFacts there, String snapshot, Predicate<ImageFact> which) {
        return there.images().stream().anyMatch(image -> image.snapshots().contains(snapshot) && which.test(image));
    }

    /** Whether a name of a key pair or of a group is of the form that packer draws; any other may be shared among many. */
    public static boolean isDrawn(String name) {
        return NamedRows.DRAWN.matcher(name).matches();
    }

    /** Whether an image is proved to be the bake's, a result or not, finished or not. */
    public boolean isOwn(Region region, String image) {
        return facts.containsKey(region)
                && facts.get(region).images().stream()
                        .anyMatch(one ->
                                one.id().equals(image) && images.made(one).isProved());
    }
}
