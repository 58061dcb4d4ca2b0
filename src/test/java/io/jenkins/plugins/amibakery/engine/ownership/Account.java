package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.model.Leftover.Kind;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.SnapshotFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.VolumeFact;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An account as EC2 describes it after a bake that began at {@link #BEGAN} and died, all of it the bake's own; each test spoils one
 * cell of one row.
 */
final class Account {
    static final Instant BEGAN = Instant.parse("2026-01-01T10:00:00Z");
    static final Instant BEFORE = BEGAN.minusSeconds(1);
    static final Instant BORN = BEGAN.plusSeconds(5);
    static final Instant LATER = BEGAN.plusSeconds(60);
    static final Region HERE = new Region("us-west-2");
    static final Region THERE = new Region("eu-west-1");

    static final String KEY = "packer_6b0303c6-8d4b-0e97-eb88-9f83097d1173";
    static final String GROUP = "packer_6b0303c6-10b7-5694-af8b-f4c4113cea1b";
    static final String ROLE = "packer-6b0303c6-10b7-5694-af8b-f4c4113cea1b";
    static final String TEMPLATE = "lt-0123456789abcdef0";
    static final String INSTANCE = "i-0123456789abcdef0";
    static final String VOLUME = "vol-0123456789abcdef0";
    static final String SNAPSHOT = "snap-0123456789abcdef0";
    static final String AMI = "ami-0123456789abcdef0";
    static final String COPY = "ami-0c0c0c0c0c0c0c0c0";
    static final String NAME = "web 1";

    // What packer itself said.
    String name = NAME;
    String key = KEY;
    boolean keyRefused;
    String group = GROUP;
    boolean groupRefused;
    String profile = ROLE;
    String role = ROLE;
    String template = TEMPLATE;
    String instance = INSTANCE;
    final Set<String> later = new HashSet<>();
    final Set<String> copiesRefused = new HashSet<>();

    // What is known besides.
    long beginning = BEGAN.toEpochMilli();
    final Map<String, List<String>> copies = new HashMap<>(Map.of("web", List.of(THERE.code())));
    Sightings seen = Sightings.NONE;
    final Set<String> hintedImages = new HashSet<>();
    final Set<String> kept = new HashSet<>();

    // What EC2 says.
    final List<Dated> keys = new ArrayList<>(List.of(new Dated(KEY, BORN)));
    final List<GroupFact> groups =
            new ArrayList<>(List.of(new GroupFact("sg-1", GROUP, "Temporary group for Packer", Set.of(INSTANCE))));
    final List<Dated> templates = new ArrayList<>(List.of(new Dated(TEMPLATE, BORN)));
    final List<Dated> roles = new ArrayList<>(List.of(new Dated(ROLE, BORN)));
    final List<Dated> profiles = new ArrayList<>(List.of(new Dated(ROLE, BORN)));
    final List<InstanceFact> instances = new ArrayList<>(List.of(instance(INSTANCE, BORN, KEY, "sg-1", "")));
    final List<VolumeFact> volumes =
            new ArrayList<>(List.of(new VolumeFact(VOLUME, BORN.plusSeconds(1), Set.of(INSTANCE))));
    final List<ImageFact> images = new ArrayList<>(List.of(image(AMI, NAME, LATER, INSTANCE, SNAPSHOT)));
    final List<SnapshotFact> snapshots = new ArrayList<>(List.of(new SnapshotFact(SNAPSHOT, VOLUME, LATER, false)));
    final List<ImageFact> copied = new ArrayList<>(List.of(copy(AMI, HERE, LATER.plusSeconds(1), "")));
    final List<SnapshotFact> copiedSnapshots =
            new ArrayList<>(List.of(new SnapshotFact("snap-0c0c0c0c0c0c0c0c0", "vol-ffffffff", LATER, true)));

    static InstanceFact instance(String id, Instant born, String key, String group, String template) {
        return new InstanceFact(HERE, id, born, key, Set.of(group), template, Map.of(VOLUME, false), false);
    }

    static ImageFact image(String id, String name, Instant created, String instance, String snapshot) {
        return new ImageFact(
                HERE, id, name, created, instance, "ami-0ba5e0ba5e0ba5e0b", "us-west-2", Set.of(snapshot), false);
    }

    static ImageFact registered(String id, String name, Instant created, Set<String> snapshots) {
        return new ImageFact(HERE, id, name, created, "", "", "", snapshots, false);
    }

    static ImageFact copy(String of, Region from, Instant created, String instance) {
        return new ImageFact(
                THERE, COPY, NAME, created, instance, of, from.code(), Set.of("snap-0c0c0c0c0c0c0c0c0"), false);
    }

    static SeenInstance seen(Instant born, Instant volume) {
        return new SeenInstance(HERE, INSTANCE, born, new TreeMap<>(Map.of(VOLUME, volume)));
    }

    void see(Instant born, Instant volume) {
        seen = new Sightings(List.of(seen(born, volume)), List.of());
    }

    /** Packer's log is lost: nothing of it is known. */
    Account withoutLog() {
        name = "";
        key = "";
        group = "";
        profile = "";
        role = "";
        template = "";
        instance = "";
        return this;
    }

    /** The instance is gone, and EC2 has forgotten all of it but its id. */
    Account terminated() {
        instances.clear();
        instances.add(new InstanceFact(HERE, INSTANCE, Instant.EPOCH, "", Set.of(), "", Map.of(), true));
        return this;
    }

    BakeTraces traces() {
        BuildTrace build = new BuildTrace(
                "web",
                name,
                key,
                keyRefused,
                group,
                groupRefused,
                profile,
                role,
                !template.isEmpty(),
                template,
                instance,
                later,
                copiesRefused);
        BakeTraces.Hints hints = new BakeTraces.Hints(Set.of(), Set.of(), Set.of(INSTANCE), Set.of(NAME), hintedImages);
        return new BakeTraces("b-1", new Plan(beginning, copies), List.of(build), seen, hints, kept);
    }

    Ownership ownership() {
        RegionFacts here =
                new RegionFacts(HERE, keys, groups, templates, roles, profiles, instances, volumes, images, snapshots);
        RegionFacts there = new RegionFacts(
                THERE, List.of(), List.of(), List.of(), roles, profiles, List.of(), List.of(), copied, copiedSnapshots);
        return new Ownership(traces(), List.of(here, there));
    }

    /** Why something is not proved; empty when it is, and {@code absent} when it is no question. */
    String reason(Kind kind, String id) {
        return ownership().all().stream()
                .filter(one -> one.thing().kind() == kind && one.thing().id().equals(id))
                .map(one -> one.verdict() instanceof Verdict.NotProved not ? not.reason() : "")
                .findFirst()
                .orElse("absent");
    }
}
