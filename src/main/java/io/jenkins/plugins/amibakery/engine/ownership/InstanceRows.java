package io.jenkins.plugins.amibakery.engine.ownership;

import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.Dated;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.GroupFact;
import io.jenkins.plugins.amibakery.engine.ownership.RegionFacts.VolumeFact;
import io.jenkins.plugins.amibakery.engine.packer.log.BuildTrace;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of instances, of the groups they are in and of their volumes, in one region. */
final class InstanceRows {
    private final BakeTraces traces;
    private final RegionFacts facts;
    private final NamedRows named;

    /** Births of proved instances, those that only the watch has seen included. */
    private final Map<String, Instant> births = new HashMap<>();

    private final Map<String, Verdict> verdicts = new HashMap<>();

    InstanceRows(BakeTraces traces, RegionFacts facts, NamedRows named) {
        this.traces = traces;
        this.facts = facts;
        this.named = named;
        traces.seen().instances().stream()
                .filter(one -> one.region().equals(facts.region())
                        && plan().tooOld(one.born()).isEmpty())
                .forEach(one -> births.put(one.id(), one.born()));
        facts.instances().forEach(one -> settle(one, tie(one)));
        facts.instances().stream()
                .filter(one -> !verdicts.get(one.id()).isProved())
                .forEach(one -> settle(one, byGroup(one)));
    }

    private Plan plan() {
        return traces.plan();
    }

    private void settle(InstanceFact instance, Verdict tie) {
        Verdict verdict = judged(instance, tie);
        verdicts.put(instance.id(), verdict);
        if (verdict.isProved()) {
            births.putIfAbsent(instance.id(), instance.born());
        }
    }

    /** Attached since the beginning and tied to the bake; or seen by the watch. */
    private Verdict judged(InstanceFact instance, Verdict tie) {
        if (births.containsKey(instance.id())) {
            return Verdict.proved();
        }
        if (!tie.isProved()) {
            return tie;
        }
        String tooOld = plan().tooOld(instance.born());
        return tooOld.isEmpty() ? tie : Verdict.not(tooOld);
    }

    private Verdict tie(InstanceFact instance) {
        boolean own =
                traces.builds().stream().anyMatch(build -> build.instance().equals(instance.id()));
        if (own || byKey(instance) || byTemplate(instance)) {
            return Verdict.proved();
        }
        String tooOld = plan().tooOld(instance.born());
        return Verdict.not(
                tooOld.isEmpty()
                        ? "nothing links it to this bake: neither key, security group, launch template nor a line of Packer's log"
                        : tooOld);
    }

    private boolean byKey(InstanceFact instance) {
        return facts.keyPairs().stream()
                .anyMatch(key -> key.id().equals(instance.keyName())
                        && named.keyPair(key).isProved());
    }

    private boolean byTemplate(InstanceFact instance) {
        return facts.launchTemplates().stream()
                .map(template -> new Dated(template.id(), template.created()))
                .anyMatch(template -> template.id().equals(instance.launchTemplate())
                        && named.launchTemplate(template).isProved());
    }

    /**
     * By its group, where the build whose group it is launched nothing else that is known: a build launches one instance. The group
     * must be used by no one but this instance and proved ones.
     */
    private Verdict byGroup(InstanceFact instance) {
        for (GroupFact group : facts.groups()) {
            Set<String> others = new HashSet<>(group.users());
            others.remove(instance.id());
            others.removeAll(births.keySet());
            Optional<BuildTrace> build = named.ofGroup(group);
            if (instance.groups().contains(group.id())
                    && named.groupAlone(group).isProved()
                    && others.isEmpty()
                    && build.isPresent()
                    && build.get().instance().isEmpty()) {
                return Verdict.proved();
            }
        }
        return verdicts.get(instance.id());
    }

    Verdict instance(InstanceFact instance) {
        return verdicts.get(instance.id());
    }

    /** The birth of a proved instance; empty of any other. */
    Optional<Instant> birth(String instance) {
        return Optional.ofNullable(births.get(instance));
    }

    /** A group's whole row: on no interface but those of proved instances. */
    Verdict group(GroupFact group) {
        Verdict alone = named.groupAlone(group);
        if (!alone.isProved()) {
            return alone;
        }
        return group.users().stream()
                .filter(user -> !births.containsKey(user))
                .findFirst()
                .map(user -> Verdict.not(
                        user.isEmpty()
                                ? "an interface that is no instance's uses it"
                                : "the instance " + user + " uses it, which is not proved to be this bake's"))
                .orElseGet(Verdict::proved);
    }

    /** Recorded as attached to a proved instance, created since that instance's birth, and attached to no other now. */
    Verdict volume(VolumeFact volume) {
        Optional<Instant> birth = instanceOf(volume);
        if (birth.isEmpty()) {
            return Verdict.not("it was not seen attached to an instance that is proved to be this bake's");
        }
        if (volume.created().equals(Instant.EPOCH) || volume.created().isBefore(birth.get())) {
            return Verdict.not("it is older than the instance it is attached to");
        }
        return births.keySet().containsAll(volume.attachedTo())
                ? Verdict.proved()
                : Verdict.not("it is attached to an instance that is not proved to be this bake's");
    }

    /** The birth of the proved instance that a volume is, or was seen, attached to. */
    private Optional<Instant> instanceOf(VolumeFact volume) {
        Optional<Instant> now = volume.attachedTo().stream()
                .map(births::get)
                .filter(birth -> birth != null)
                .findFirst();
        return now.or(() -> traces.seen().instances().stream()
                .filter(one -> births.containsKey(one.id()) && one.region().equals(facts.region()))
                .filter(one -> one.volumes().containsKey(volume.id()))
                .map(SeenInstance::born)
                .findFirst());
    }

    /** When a volume that is proved was created; also of one that is gone, if the watch saw it. Empty of any other. */
    Optional<Instant> provedVolume(String id) {
        Optional<Instant> there = facts.volumes().stream()
                .filter(volume -> volume.id().equals(id))
                .filter(volume -> volume(volume).isProved())
                .map(VolumeFact::created)
                .findFirst();
        return there.or(() -> traces.seen().instances().stream()
                .filter(one -> births.containsKey(one.id()) && one.region().equals(facts.region()))
                .filter(one -> one.volumes().containsKey(id))
                .filter(one ->
                        facts.volumes().stream().noneMatch(known -> known.id().equals(id)))
                .filter(one -> !one.volumes().get(id).isBefore(one.born()))
                .map(one -> one.volumes().get(id))
                .findFirst());
    }

    /** Whether a volume goes by itself with a proved instance. */
    boolean goesByItself(VolumeFact volume) {
        return facts.instances().stream()
                .filter(instance -> births.containsKey(instance.id()))
                .anyMatch(instance -> Boolean.TRUE.equals(instance.volumes().get(volume.id())));
    }
}
