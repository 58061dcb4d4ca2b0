package io.jenkins.plugins.amibakery.engine.prove;

import io.jenkins.plugins.amibakery.engine.cloud.AmiStatus;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity;
import io.jenkins.plugins.amibakery.engine.cloud.Capacity.Disk;
import io.jenkins.plugins.amibakery.engine.cloud.Cloud;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.Group;
import io.jenkins.plugins.amibakery.engine.cloud.Fleets.TemplateRef;
import io.jenkins.plugins.amibakery.engine.cloud.OwnImage;
import io.jenkins.plugins.amibakery.engine.model.Ami;
import io.jenkins.plugins.amibakery.engine.model.AmiId;
import io.jenkins.plugins.amibakery.engine.model.AmiState;
import io.jenkins.plugins.amibakery.engine.model.BakeFailedException;
import io.jenkins.plugins.amibakery.engine.model.Region;
import io.jenkins.plugins.amibakery.engine.model.Snapshot;
import io.jenkins.plugins.amibakery.engine.model.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rows about what groups launch next: that it is fixed, and that it can be launched. */
final class LaunchRows {
    private final Cloud cloud;
    private final List<Groups> environments;
    private final List<String> regions;
    private final OtherAccounts others;
    private final List<String> unread = new ArrayList<>();
    private final Map<String, Ami> images = new HashMap<>();

    /**
     * @param regions where there has to be a copy of each AMI
     * @param accounts ids of other accounts that have to be able to launch each
     */
    LaunchRows(Cloud cloud, List<Groups> environments, List<String> regions, List<String> accounts) {
        this.cloud = cloud;
        this.environments = environments;
        this.regions = regions;
        this.others = new OtherAccounts(cloud.capacity(), accounts, unread);
    }

    List<ProofRow> rows() {
        Optional<String> lost = read(this::lost);
        return List.of(apart(lost), launchable(lost), latest());
    }

    private ProofRow apart(Optional<String> lost) {
        Optional<String> wrong = environments.stream()
                .flatMap(one -> one.loose().stream())
                .findFirst()
                .or(() -> lost);
        if (wrong.isPresent()) {
            return ProofRow.red(Proof.BAKE_APART, wrong.get());
        }
        if (!unread.isEmpty()) {
            return ProofRow.unknown(Proof.BAKE_APART, unread.get(0));
        }
        return environments.stream().anyMatch(one -> one.groups().isEmpty())
                ? ProofRow.unknown(Proof.BAKE_APART, "an environment has no Auto Scaling group")
                : ProofRow.green(
                        Proof.BAKE_APART,
                        "groups launch " + named() + " by its id, which is available whatever a bake does");
    }

    private String named() {
        return environments.stream()
                .flatMap(one -> one.amis().stream())
                .map(AmiId::value)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The first AMI that cannot be launched any more. */
    private Optional<String> lost() {
        return environments.stream()
                .flatMap(one -> lost(one.region(), one.amis()).stream())
                .findFirst();
    }

    private Optional<String> lost(Region region, Collection<AmiId> ids) {
        Map<AmiId, AmiStatus> found = new HashMap<>();
        for (OwnImage own : ids.isEmpty() ? List.<OwnImage>of() : cloud.own().find(region, ids)) {
            found.put(own.ami().id(), own.at(Instant.now()));
            images.put(own.ami().id().value(), own.ami());
        }
        List<AmiId> others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        for (Ami ami : others.isEmpty() ? List.<Ami>of() : cloud.images().describe(region, others)) {
            found.put(ami.id(), new AmiStatus(ami.state().word()));
        }
        return ids.stream()
                .filter(id -> !found.getOrDefault(id, AmiStatus.GONE).equals(AmiStatus.AVAILABLE))
                .findFirst()
                .map(id -> id + " in " + region + " is "
                        + found.getOrDefault(id, AmiStatus.GONE).state());
    }

    private ProofRow latest() {
        Optional<String> wrong = environments.stream()
                .flatMap(one -> one.latest().or(one::loose).stream())
                .findFirst();
        return wrong.map(why -> ProofRow.red(Proof.NOTHING_LATEST, why))
                .orElseGet(
                        () -> environments.stream().anyMatch(one -> one.texts().isEmpty())
                                ? ProofRow.unknown(Proof.NOTHING_LATEST, "the template of a stack was not read")
                                : ProofRow.green(
                                        Proof.NOTHING_LATEST,
                                        "templates and groups of both name fixed versions and AMI ids alone"));
    }

    private ProofRow launchable(Optional<String> lost) {
        List<Supplier<Optional<String>>> looks = List.of(
                () -> lost,
                () -> first(this::disks),
                () -> first(this::shared),
                () -> first(this::copies),
                () -> environments.stream()
                        .flatMap(one -> refused(one).stream())
                        .findFirst());
        Optional<String> wrong =
                looks.stream().flatMap(look -> read(look).stream()).findFirst();
        if (wrong.isPresent()) {
            return ProofRow.red(Proof.LAUNCHABLE, wrong.get());
        }
        if (named().isEmpty()) {
            return ProofRow.unknown(Proof.LAUNCHABLE, "no group names an AMI");
        }
        return unread.isEmpty()
                ? ProofRow.green(
                        Proof.LAUNCHABLE,
                        named() + ": available with snapshots"
                                + (regions.isEmpty() ? "" : ", copied to " + String.join(" ", regions))
                                + others.told()
                                + "; EC2 would launch it")
                : ProofRow.unknown(Proof.LAUNCHABLE, unread.get(0));
    }

    /** Looks for what is wrong with the AMIs of an environment. */
    private interface Look {
        Optional<String> wrong(Region region, Ami ami);
    }

    private Optional<String> first(Look look) {
        for (Groups one : environments) {
            for (AmiId id : one.amis()) {
                Ami ami = images.get(id.value());
                if (ami == null) {
                    unread.add(id + " is another account's, so that its snapshots cannot be read");
                    continue;
                }
                Optional<String> wrong = read(() -> look.wrong(one.region(), ami));
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private List<Disk> found(Region region, Ami ami) {
        return cloud.capacity()
                .snapshots(region, ami.snapshots().stream().map(Snapshot::id).toList());
    }

    /** The keys that snapshots are encrypted with. */
    static TreeSet<String> keys(Collection<Disk> disks) {
        return disks.stream()
                .map(Disk::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Why another account could not launch an AMI. */
    private Optional<String> shared(Region region, Ami ami) {
        return others.obstacle(region, ami, found(region, ami));
    }

    /** What is wrong with the snapshots of an AMI and with their keys. */
    private Optional<String> disks(Region region, Ami ami) {
        List<String> ids = ami.snapshots().stream().map(Snapshot::id).toList();
        Capacity capacity = cloud.capacity();
        Map<String, Disk> found =
                found(region, ami).stream().collect(Collectors.toMap(Disk::id, disk -> disk, (one, same) -> one));
        for (String id : ids) {
            Disk disk = found.get(id);
            if (disk == null || !disk.state().equals("completed")) {
                return Optional.of("snapshot " + id + " of " + ami.id() + " in " + region + " is "
                        + (disk == null ? "gone" : disk.state()));
            }
        }
        for (String key : keys(found.values())) {
            Optional<String> obstacle = read(() -> KeyPolicy.obstacle(capacity.key(region, key)));
            if (obstacle.isPresent()) {
                return Optional.of("the key " + key + " of " + ami.id() + " " + obstacle.get());
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the copies of an AMI. */
    private Optional<String> copies(Region region, Ami ami) {
        String bake = ami.tags().getOrDefault(Tags.BAKE_ID, "");
        for (String code : regions) {
            Region there = new Region(code);
            if (there.equals(region)) {
                continue;
            }
            if (bake.isEmpty()) {
                unread.add(ami.id() + " has no tag " + Tags.BAKE_ID + ", by which a copy would be found");
                return Optional.empty();
            }
            List<Ami> kin = cloud.images().tagged(there, Tags.BAKE_ID, Map.of(Tags.BAKE_ID, bake));
            Map<String, String> origins = cloud.fleets()
                    .origins(there, kin.stream().map(one -> one.id().value()).toList());
            String origin = origin(region, ami.id().value());
            Optional<Ami> copy = kin.stream()
                    .filter(one -> origin.equals(origins.get(one.id().value())))
                    .findFirst();
            if (copy.isEmpty() || copy.get().state() != AmiState.AVAILABLE) {
                return Optional.of(copy.map(one -> "the copy " + one.id() + " of " + ami.id() + " in " + there + " is "
                                + one.state().word())
                        .orElse("there is no copy of " + ami.id() + " in " + there));
            }
            Optional<String> wrong = disks(there, copy.get()).or(() -> shared(there, copy.get()));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private String origin(Region region, String id) {
        return cloud.fleets().origins(region, List.of(id)).getOrDefault(id, id + " in " + region);
    }

    private Optional<String> refused(Groups environment) {
        for (Group group : environment.groups()) {
            for (TemplateRef ref : group.templates()) {
                Optional<String> refusal =
                        read(() -> cloud.capacity().refusal(environment.region(), ref, subnet(environment, group)));
                if (refusal.isPresent()) {
                    return Optional.of(
                            "EC2 would not launch " + ref + " of group " + group.name() + ": " + refusal.get());
                }
            }
        }
        return Optional.empty();
    }

    /** The first of the subnets in which a group launches. */
    private String subnet(Groups environment, Group group) {
        return cloud.capacity().size(environment.region(), group.name()).stream()
                .flatMap(size -> size.subnets().stream())
                .findFirst()
                .orElse("");
    }

    /** What is wrong, if anything; what cannot be read is noted. */
    private Optional<String> read(Supplier<Optional<String>> question) {
        try {
            return question.get();
        } catch (BakeFailedException e) {
            unread.add(e.failure().detail());
            return Optional.empty();
        }
    }
}
