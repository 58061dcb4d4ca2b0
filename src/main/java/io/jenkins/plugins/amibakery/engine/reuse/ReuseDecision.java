package io.jenkins.plugins.amibakery.engine.reuse;

import io.jenkins.plugins.amibakery.engine.model.BakeReport;
import io.jenkins.plugins.amibakery.engine.model.BakedAmi;
import io.jenkins.plugins.amibakery.engine.model.Limits;
import io.jenkins.plugins.amibakery.engine.model.NewerPackage;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether AMIs that are there stand for a bake.
 *
 * @param reused whether they do
 * @param amis them, for each packer build and region that the recipe makes; empty otherwise
 * @param bakeId the bake that made them; empty otherwise
 * @param startedBy what started that bake: a build's address, or whatever its tag says; empty when it says nothing
 * @param job id of the job whose bake that was, as its signature says; empty when a bake is needed
 * @param oldest when the oldest of them was made; null when nobody knows
 * @param reasons why a bake is needed, one line each; empty exactly when reused
 * @param notes when reused, what settled the parts that are not pinned, or that they were accepted, one line each
 * @param newer packages of the AMIs found that their repositories have in a newer version, security first
 */
public record ReuseDecision(
        boolean reused,
        List<BakedAmi> amis,
        String bakeId,
        String startedBy,
        String job,
        Instant oldest,
        List<String> reasons,
        List<String> notes,
        List<NewerPackage> newer)
        implements Serializable {
    /** Said of a lock file that was to be written, when AMIs stand for a bake. */
    public static final String LOCK_UNTOUCHED = "The lock file is as it was: nothing was baked.";

    /** The one note where repositories settled what is not pinned. */
    static final String NOTHING_NEWER = "No repository has a newer version of a package that it holds.";

    private static final int MOST = 1_000;
    private static final int LONGEST = 4_000;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public ReuseDecision {
        Limits.things("the AMIs of a decision", amis, BakedAmi.class, MOST);
        Limits.texts("the reasons of a decision", reasons, MOST, LONGEST);
        Limits.texts("the notes of a decision", notes, MOST, LONGEST);
        Limits.things("the newer packages of a decision", newer, NewerPackage.class, BakeReport.MOST_PACKAGES);
        Limits.text("the id of a bake", bakeId, LONGEST);
        Limits.text("what started a bake", startedBy, LONGEST);
        Limits.text("the id of a job", job, LONGEST);
        amis = List.copyOf(amis);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        newer = List.copyOf(newer);
        if (reused != reasons.isEmpty() || reused == amis.isEmpty()) {
            throw new IllegalArgumentException(
                    "AMIs are reused, or there is a reason why not: " + amis + ", " + reasons);
        }
    }

    /** When the oldest of them was made; empty when nobody knows. */
    public Optional<Instant> baked() {
        return Optional.ofNullable(oldest);
    }

    /** Whether repositories were asked, and what they answered is known: packages that are newer, or that there are none. */
    public boolean isLooked() {
        return !newer.isEmpty() || notes.equals(List.of(NOTHING_NEWER));
    }

    /** What was decided in maps, lists and texts; the AMIs are in the report of the bake for which they stand. */
    public LinkedHashMap<String, Object> tree() {
        LinkedHashMap<String, Object> tree = new LinkedHashMap<>();
        tree.put("reused", reused);
        tree.put("startedBy", startedBy);
        tree.put("baked", oldest == null ? "" : oldest.toString());
        tree.put("reasons", new ArrayList<>(reasons));
        tree.put("notes", new ArrayList<>(notes));
        List<Map<String, Object>> packages = new ArrayList<>();
        newer.forEach(one -> packages.add(new LinkedHashMap<>(Map.of(
                "name", one.name(),
                "from", one.from(),
                "to", one.to(),
                "suite", one.suite(),
                "security", one.security()))));
        tree.put("newerPackages", packages);
        return tree;
    }

    /** A bake is needed. */
    static ReuseDecision bake(List<String> reasons) {
        return bake(reasons, List.of());
    }

    static ReuseDecision bake(List<String> reasons, List<NewerPackage> newer) {
        return new ReuseDecision(false, List.of(), "", "", "", null, reasons, List.of(), newer);
    }

    /** A bake is wanted, whatever is there. */
    public static ReuseDecision forced() {
        return bake(List.of("Requested with force."));
    }
}
