package io.jenkins.plugins.amibakery.engine.model;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a bake.
 *
 * @param bakeId the id of the bake, on every AMI as tag {@link Tags#BAKE_ID}
 * @param outcome how it ended
 * @param packerVersion the packer that baked, such as {@code 1.6.6}; empty when it never ran
 * @param amis every AMI that exists, also of a bake that failed in part
 * @param failures why it is no success; empty exactly when it is one
 * @param phases how long each phase of each packer build took
 * @param leftovers what a dead bake left and what became of it
 * @param duration of the whole bake
 * @param lock what was written into the lock file; null when nothing was
 * @param packages what the images hold, name to version; empty when it is not known
 * @param notes further lines for a person
 * @param images what the images hold and what state their repositories had, by packer build; empty when it is not known
 * @param provenance what packer's own post-processor of that name wrote of its builds
 */
public record BakeReport(
        String bakeId,
        BakeOutcome outcome,
        String packerVersion,
        List<BakedAmi> amis,
        List<Failure> failures,
        List<PhaseTime> phases,
        List<Leftover> leftovers,
        Duration duration,
        LockUpdate lock,
        Map<String, String> packages,
        List<String> notes,
        Map<String, ImageRecord> images,
        List<PackerProvenance> provenance)
        implements Serializable {
    /** A whole desktop has some thousands; what nobody reads is not kept. */
    public static final int MOST_PACKAGES = 20_000;

    /** No bake has so much of anything; a report with more is no honest one. */
    private static final int MOST = 10_000;

    private static final int MOST_NOTES = 500;
    private static final int MOST_PROVENANCES = 100;
    private static final int LONGEST_PACKAGE = 200;

    /** @throws IllegalArgumentException when it cannot be an honest answer; also on its way in, whatever an agent sends */
    public BakeReport {
        Limits.text("the id of a bake", bakeId, Limits.TAG_VALUE);
        Limits.text("the version of packer", packerVersion, Limits.TAG_VALUE);
        Limits.things("the AMIs of a bake", amis, BakedAmi.class, MOST);
        Limits.things("the failures of a bake", failures, Failure.class, MOST);
        Limits.things("the phases of a bake", phases, PhaseTime.class, MOST);
        Limits.things("what is left of a bake", leftovers, Leftover.class, MOST);
        Limits.texts("the packages of an image", packages, MOST_PACKAGES, Limits.TEXT);
        Limits.texts("the notes of a bake", notes, MOST_NOTES, Limits.TEXT);
        amis = List.copyOf(amis);
        failures = List.copyOf(failures);
        phases = List.copyOf(phases);
        leftovers = List.copyOf(leftovers);
        packages = brief(packages);
        notes = List.copyOf(notes);
        Limits.number("the recorded images of a bake", images.size(), Limits.BUILDS);
        Limits.things("the recorded images of a bake", images.values(), ImageRecord.class, Limits.BUILDS);
        images = Map.copyOf(images);
        Limits.things("packer's provenance", provenance, PackerProvenance.class, MOST_PROVENANCES);
        provenance = List.copyOf(provenance);
        if ((outcome == BakeOutcome.SUCCESS) != failures.isEmpty()) {
            throw new IllegalArgumentException("A bake is a success exactly when nothing failed: " + outcome + ", "
                    + failures.size() + " failure(s).");
        }
    }

    /** A report without what the images hold. */
    public BakeReport(
            String bakeId,
            BakeOutcome outcome,
            String packerVersion,
            List<BakedAmi> amis,
            List<Failure> failures,
            List<PhaseTime> phases,
            List<Leftover> leftovers,
            Duration duration,
            LockUpdate lock,
            Map<String, String> packages,
            List<String> notes) {
        this(
                bakeId,
                outcome,
                packerVersion,
                amis,
                failures,
                phases,
                leftovers,
                duration,
                lock,
                packages,
                notes,
                Map.of(),
                List.of());
    }

    /** A report of nothing but what the cloud has of it. */
    public BakeReport(
            String bakeId,
            BakeOutcome outcome,
            String packerVersion,
            List<BakedAmi> amis,
            List<Failure> failures,
            List<PhaseTime> phases,
            List<Leftover> leftovers,
            Duration duration) {
        this(bakeId, outcome, packerVersion, amis, failures, phases, leftovers, duration, null, Map.of(), List.of());
    }

    private static Map<String, String> brief(Map<String, String> packages) {
        Map<String, String> all = new TreeMap<>();
        packages.forEach((name, version) -> all.put(
                Limits.brief(String.valueOf(name), LONGEST_PACKAGE),
                Limits.brief(String.valueOf(version), LONGEST_PACKAGE)));
        return Collections.unmodifiableMap(all);
    }

    /**
     * All of it but the packages in maps, lists, texts, numbers and truth values, for a script or a program: what is not known is an empty
     * text, never null. May be changed; one of a masked report tells no secret.
     */
    public LinkedHashMap<String, Object> tree() {
        return BakeTree.of(this);
    }

    /** The same bake, with how long the whole of it took. */
    public BakeReport lasting(Duration whole) {
        return new BakeReport(
                bakeId,
                outcome,
                packerVersion,
                amis,
                failures,
                phases,
                leftovers,
                whole,
                lock,
                packages,
                notes,
                images,
                provenance);
    }
}
